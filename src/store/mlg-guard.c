/* The door for files that come from elsewhere. */

#include "store/mlg-guard.h"

#include "store/mlg-disk.h"
#include "store/mlg-migrate.h"
#include "store/mlg-table.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* fileformat2 §1.3 */
#define HEADER_LENGTH          100
#define PAGE_SIZE_OFFSET        16
#define WRITE_VERSION_OFFSET    18
#define READ_VERSION_OFFSET     19
#define PAGE_COUNT_OFFSET       28
#define ENCODING_OFFSET         56
#define USER_VERSION_OFFSET     60
#define APPLICATION_ID_OFFSET   68

/* A check that lasts longer than this is an attack, or a disk that is dying. */
#define MAX_SECONDS             60
#define STEPS_BETWEEN_LOOKS     100000

static const char magic[16] = "SQLite format 3";

typedef struct
{
  GCancellable *cancellable;
  gint64        deadline;
} Patience;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

gboolean
mlg_guard_refuse (GError        **error,
                  MlgStoreError   code,
                  const char     *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (code)
    {
    case MLG_STORE_ERROR_NOT_OURS:
      mlg_store_error_say (error, code,
                   _("“%s” is not a Maillage file. It was left as it is."), name);
      break;
    case MLG_STORE_ERROR_TOO_NEW:
      mlg_store_error_say (error, code,
                   _("“%s” was made by a newer Maillage. Install the newer version to open it. "
                     "Nothing was changed."), name);
      break;
    case MLG_STORE_ERROR_CANCELLED:
      mlg_store_error_say (error, code, _("“%s” took too long to check."), name);
      break;
    default:
      mlg_store_error_say (error, MLG_STORE_ERROR_DAMAGED,
                   _("“%s” is damaged. It was left as it is; what can be saved of it can be put in a new file."),
                   name);
    }

  return FALSE;
}

/* What a full disk, or a synchronisation that is not over, leaves. */
static gboolean
refuse_empty (GError     **error,
              const char  *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  mlg_store_error_say (error, MLG_STORE_ERROR_DAMAGED,
                       _("“%s” is empty: it was not copied whole, or its synchronisation is not over. It was left as it is."), name);
  return FALSE;
}

/* ---- the header */

static guint32
read_u32 (const guint8 *header,
          guint         offset)
{
  guint32 number;

  memcpy (&number, header + offset, sizeof number);
  return GUINT32_FROM_BE (number);
}

static guint32
page_size_of (const guint8 *header)
{
  guint32 size = (guint32) header[PAGE_SIZE_OFFSET] << 8 | header[PAGE_SIZE_OFFSET + 1];

  return size == 1 ? 65536 : size;
}

static gboolean
header_is_sound (const guint8 *header,
                 guint64       size)
{
  guint32 page_size = page_size_of (header);

  /* Version 2 is a WAL database: its last words are in another file, which did not come along. */
  return page_size >= 512 && (page_size & (page_size - 1)) == 0 &&
         (guint64) page_size * read_u32 (header, PAGE_COUNT_OFFSET) == size &&
         header[WRITE_VERSION_OFFSET] == 1 && header[READ_VERSION_OFFSET] == 1 &&
         read_u32 (header, ENCODING_OFFSET) == SQLITE_UTF8;
}

/* Of our major version: what is new in it is more entities, fields, kinds of operation. */
static gboolean
is_newer_minor (guint format)
{
  return format > MLG_FORMAT && format / 1000 == MLG_FORMAT_MAJOR;
}

static gboolean
check_header (const char  *path,
              gboolean     to_merge,
              guint       *format,
              GError     **error)
{
  g_auto(MlgFd) fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  guint8 header[HEADER_LENGTH];
  struct stat st;
  gssize n;

  if (fd < 0 || fstat (fd, &st) != 0)
    {
      mlg_disk_set_error (error, errno, path);
      return FALSE;
    }
  if (!S_ISREG (st.st_mode))
    return mlg_guard_refuse (error, MLG_STORE_ERROR_NOT_OURS, path);

  n = pread (fd, header, sizeof header, 0);
  if (n == 0)
    return refuse_empty (error, path);
  if (n > 0 && memcmp (header, magic, MIN ((gsize) n, sizeof magic)) != 0)
    return mlg_guard_refuse (error, MLG_STORE_ERROR_NOT_OURS, path);
  if (n < HEADER_LENGTH)
    return mlg_guard_refuse (error, MLG_STORE_ERROR_DAMAGED, path);
  if (read_u32 (header, APPLICATION_ID_OFFSET) != MLG_APPLICATION_ID)
    return mlg_guard_refuse (error, MLG_STORE_ERROR_NOT_OURS, path);

  *format = read_u32 (header, USER_VERSION_OFFSET);
  if (*format > MLG_FORMAT && !(to_merge && is_newer_minor (*format)))
    return mlg_guard_refuse (error, MLG_STORE_ERROR_TOO_NEW, path);
  if (!header_is_sound (header, st.st_size))
    return mlg_guard_refuse (error, MLG_STORE_ERROR_DAMAGED, path);

  return TRUE;
}

/* ---- the database */

static int
look_at_the_clock (gpointer data)
{
  Patience *patience = data;

  return g_cancellable_is_cancelled (patience->cancellable) || g_get_monotonic_time () > patience->deadline;
}

static void
tie_hands (sqlite3 *handle)
{
  static const struct { int option, value; } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
  };
  static const struct { int limit, value; } limits[] = {
    { SQLITE_LIMIT_LENGTH, 64 << 20 },
    { SQLITE_LIMIT_SQL_LENGTH, 1 << 20 },
    { SQLITE_LIMIT_COLUMN, 200 },
    { SQLITE_LIMIT_EXPR_DEPTH, 100 },
    { SQLITE_LIMIT_ATTACHED, 0 },
    { SQLITE_LIMIT_VDBE_OP, 250000 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
  };

  sqlite3_extended_result_codes (handle, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    sqlite3_db_config (handle, options[i].option, options[i].value, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (handle, limits[i].limit, limits[i].value);
}

static sqlite3 *
open_database (const char  *path,
               GError     **error)
{
  g_autoptr(sqlite3) handle = NULL;
  g_autofree char *canonical = mlg_disk_canonical (path);
  g_autofree char *escaped = g_uri_escape_string (canonical, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s?mode=ro&immutable=1", escaped);

  if (sqlite3_open_v2 (uri, &handle,
                       SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOFOLLOW |
                       SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      mlg_guard_refuse (error, MLG_STORE_ERROR_DAMAGED, path);
      return NULL;
    }

  tie_hands (handle);
  if (sqlite3_exec (handle, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA query_only = ON",
                    NULL, NULL, NULL) != SQLITE_OK)
    {
      mlg_guard_refuse (error, MLG_STORE_ERROR_DAMAGED, path);
      return NULL;
    }

  return g_steal_pointer (&handle);
}

/* The answer of a pragma, or NULL when the file would not even say. */
static char *
ask (sqlite3    *handle,
     const char *pragma)
{
  g_autoptr(sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (handle, pragma, -1, &statement, NULL) != SQLITE_OK ||
      sqlite3_step (statement) != SQLITE_ROW)
    return NULL;

  return g_strdup ((const char *) sqlite3_column_text (statement, 0));
}

static gboolean
check_database (const char     *path,
                MlgGuardDepth   depth,
                guint           format,
                GCancellable   *cancellable,
                GError        **error)
{
  g_autoptr(sqlite3) handle = open_database (path, error);
  Patience patience = { cancellable, g_get_monotonic_time () + MAX_SECONDS * G_TIME_SPAN_SECOND };
  g_autofree char *schema = NULL;
  g_autofree char *verdict = NULL;

  if (handle == NULL)
    return FALSE;

  sqlite3_progress_handler (handle, STEPS_BETWEEN_LOOKS, look_at_the_clock, &patience);

  /* Hostile triggers, views, generated columns and virtual tables all end here. */
  schema = mlg_store_dup_actual_schema (handle, NULL);
  if (schema == NULL || !(is_newer_minor (format) ? mlg_migrate_has_our_journal (handle)
                                                  : mlg_migrate_schema_is (schema, format)))
    return mlg_guard_refuse (error, MLG_STORE_ERROR_DAMAGED, path);
  if (depth < MLG_GUARD_INTEGRITY)
    return TRUE;

  verdict = ask (handle, "PRAGMA integrity_check(1)");
  if (sqlite3_errcode (handle) == SQLITE_INTERRUPT)
    return mlg_guard_refuse (error, MLG_STORE_ERROR_CANCELLED, path);
  if (g_strcmp0 (verdict, "ok") != 0)
    {
      g_debug ("%s: %s", path, verdict != NULL ? verdict : sqlite3_errmsg (handle));
      return mlg_guard_refuse (error, MLG_STORE_ERROR_DAMAGED, path);
    }

  return TRUE;
}

static gboolean
check_replay (const char    *path,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(MlgStore) store = mlg_store_open (path, MLG_STORE_READ_ONLY, NULL);
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) local_error = NULL;

  if (store == NULL)
    return mlg_guard_refuse (error, MLG_STORE_ERROR_DAMAGED, path);

  problems = mlg_store_check (store, FALSE, cancellable, &local_error);
  if (g_error_matches (local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_CANCELLED))
    return mlg_guard_refuse (error, MLG_STORE_ERROR_CANCELLED, path);
  if (problems == NULL || problems->len > 0)
    {
      g_debug ("%s: %s", path, problems != NULL ? (char *) problems->pdata[0] : local_error->message);
      return mlg_guard_refuse (error, MLG_STORE_ERROR_DAMAGED, path);
    }

  return TRUE;
}

static gboolean
check (const char     *path,
       MlgGuardDepth   depth,
       gboolean        to_merge,
       guint          *format,
       GCancellable   *cancellable,
       GError        **error)
{
  guint found = 0;

  if (!check_header (path, to_merge, &found, error))
    return FALSE;
  if (format != NULL)
    *format = found;

  if (depth >= MLG_GUARD_SCHEMA && !check_database (path, depth, found, cancellable, error))
    return FALSE;

  /* The journal of an older format is replayed once it is migrated; of a newer one, each operation is
   * looked at when it is taken. */
  return depth < MLG_GUARD_REPLAY || found != MLG_FORMAT || check_replay (path, cancellable, error);
}

gboolean
mlg_guard_check (const char     *path,
                 MlgGuardDepth   depth,
                 guint          *format,
                 GCancellable   *cancellable,
                 GError        **error)
{
  return check (path, depth, FALSE, format, cancellable, error);
}

gboolean
mlg_guard_check_to_merge (const char     *path,
                          MlgGuardDepth   depth,
                          guint          *format,
                          GCancellable   *cancellable,
                          GError        **error)
{
  return check (path, depth, TRUE, format, cancellable, error);
}

MlgStore *
mlg_guard_open (const char     *path,
                MlgGuardDepth   depth,
                GCancellable   *cancellable,
                GError        **error)
{
  return mlg_guard_check (path, depth, NULL, cancellable, error)
         ? mlg_store_open (path, MLG_STORE_READ_ONLY, error)
         : NULL;
}
