/* Between the files of maillage-cli: a command, what it was given, how it answers. */

#pragma once

#include "exchange/mlg-columns.h"
#include "exchange/mlg-json-writer.h"
#include "store/mlg-moment.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* Misuse is exit 2; everything else that goes wrong is exit 1. */
#define MLG_CLI_ERROR (mlg_cli_error_quark ())
GQuark mlg_cli_error_quark (void);
typedef enum { MLG_CLI_ERROR_USAGE, MLG_CLI_ERROR_FAILED } MlgCliError;

typedef struct
{
  GPtrArray  *args;         /* char *: what is no option, the command's name aside */
  GHashTable *options;      /* name → GPtrArray of char * */
} MlgCli;

typedef struct
{
  const char *name;
  const char *usage;        /* after the name */
  const char *summary;      /* N_() */
  guint       min_args, max_args;
  const char *options;      /* "title= demo": those with a value end in "="; --json, --author= and --help go without saying */
  gboolean  (*run) (MlgCli *cli, GError **error);
} MlgCliCommand;

/* Each file's table, ended by a NULL name. */
extern const MlgCliCommand mlg_cli_file_commands[];
extern const MlgCliCommand mlg_cli_record_commands[];
extern const MlgCliCommand mlg_cli_history_commands[];
extern const MlgCliCommand mlg_cli_exchange_commands[];
extern const MlgCliCommand mlg_cli_export_commands[];
extern const MlgCliCommand mlg_cli_person_commands[];
extern const MlgCliCommand mlg_cli_duplicates_commands[];
extern const MlgCliCommand mlg_cli_picture_commands[];
extern const MlgCliCommand mlg_cli_monograph_commands[];
extern const MlgCliCommand mlg_cli_analyse_commands[];
extern const MlgCliCommand mlg_cli_territory_commands[];
gboolean    mlg_cli_self_test     (GError     **error);
gboolean    mlg_cli_run_import    (MlgCli      *cli,
                                   GError     **error);      /* mlg-cli-import.c */

const char *mlg_cli_arg           (MlgCli      *cli,
                                   guint        i);         /* NULL: not given */
gboolean    mlg_cli_has           (MlgCli      *cli,
                                   const char  *option);
const char *mlg_cli_option        (MlgCli      *cli,
                                   const char  *option);    /* the last given; NULL: none */
GPtrArray  *mlg_cli_values        (MlgCli      *cli,
                                   const char  *option);    /* lent; NULL: none */

/* "KEY=VALUE" cut in two; FALSE and misuse when there is no "=". */
gboolean    mlg_cli_split         (const char  *text,
                                   char       **name,
                                   const char **value,
                                   GError     **error);
gboolean    mlg_cli_fail          (GError     **error,
                                   MlgCliError  code,
                                   const char  *format,
                                   ...) G_GNUC_PRINTF (3, 4);

/* First argument opened: to write, signed by --author, or to look. */
MlgProject *mlg_cli_open          (MlgCli      *cli,
                                   GError     **error);
MlgProject *mlg_cli_open_to_read  (MlgCli      *cli,
                                   GError     **error);
/* Publishes and lets go: the answer is printed after, never before. */
gboolean    mlg_cli_close         (MlgProject  *project,
                                   GError     **error);
/* Says an error of the file system in our words. */
void        mlg_cli_explain       (MlgCli      *cli,
                                   GError     **error);
void        mlg_cli_sign          (MlgCli      *cli,
                                   MlgProject  *project);

const MlgEntity *mlg_cli_find_entity (const char  *name,
                                      GError     **error);
/* A record by id or key. */
gboolean    mlg_cli_find_record   (MlgProject       *project,
                                   const MlgEntity  *entity,
                                   const char       *text,
                                   MlgId            *id,
                                   const MlgEntity **found,
                                   GError          **error);
/* What to print as "id": the key, or the id when there is none or several records share it. */
char       *mlg_cli_dup_name      (MlgProject       *project,
                                   const MlgEntity  *entity,
                                   const MlgId      *id);
/* Those that --search and --where ask for; all if neither is given. Array of MlgRecord. */
GPtrArray  *mlg_cli_find_records  (MlgCli           *cli,
                                   MlgProject       *project,
                                   const MlgEntity  *entity,
                                   GError          **error);
/* A named moment by its title or id, else a date. @end_of_it: the last millisecond of the date. */
MlgMoment  *mlg_cli_find_moment   (MlgProject  *project,
                                   const char  *text,
                                   gboolean     end_of_it,
                                   GError     **error);
gboolean    mlg_cli_level         (MlgCli      *cli,
                                   MlgLevel    *level,
                                   GError     **error);

/* ISO 8601, UTC. */
char       *mlg_cli_dup_date      (gint64       ms);
void        mlg_cli_print_json    (MlgJsonWriter *writer);
/* For people: one line on stdout, in their encoding. */
void        mlg_cli_print         (const char  *format,
                                   ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
