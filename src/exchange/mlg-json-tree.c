/* A JSON file of another program, held whole. */

#include "exchange/mlg-json-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-encoding.h"
#include "exchange/mlg-exchange-error.h"

#define MAX_BYTES   (256u << 20)
/* Forty bytes each: a list of 50 000 actors with eighty members has a third of that. */
#define MAX_NODES   12000000u
#define BLOCK_NODES 4096
#define HEAD_BYTES  (64u << 10)
/* Nodes between two looks at whether the user has had enough. */
#define PATIENCE    65536u

struct _MlgJsonTree
{
  GPtrArray    *blocks;      /* of BLOCK_NODES nodes */
  GStringChunk *chunk;
  guint         n_nodes;
  MlgJsonNode  *root;
};

static MlgJsonNode *
add_node (MlgJsonTree  *self,
          MlgJsonEvent  kind,
          guint         line)
{
  MlgJsonNode *node;

  if (self->n_nodes % BLOCK_NODES == 0)
    g_ptr_array_add (self->blocks, g_new0 (MlgJsonNode, BLOCK_NODES));

  node = (MlgJsonNode *) g_ptr_array_index (self->blocks, self->blocks->len - 1) + self->n_nodes % BLOCK_NODES;
  self->n_nodes++;
  node->kind = kind;
  node->line = line;
  return node;
}

/* Names are few and come back in every record. */
static const char *
keep_name (MlgJsonTree *self,
           const char  *name)
{
  return g_string_chunk_insert_const (self->chunk, name);
}

const char *
mlg_json_tree_keep (MlgJsonTree *self,
                    const char  *text)
{
  return *text == '\0' ? "" : g_string_chunk_insert (self->chunk, text);
}

/* What is open, from the outside in; and the last child of each, where the next one hangs. */
typedef struct
{
  GPtrArray *open;
  GPtrArray *last;
} Nest;

static void
hang (Nest        *nest,
      MlgJsonNode *node)
{
  MlgJsonNode *parent = g_ptr_array_index (nest->open, nest->open->len - 1);
  MlgJsonNode *last = g_ptr_array_index (nest->last, nest->last->len - 1);

  if (last == NULL)
    parent->first = node;
  else
    last->next = node;
  nest->last->pdata[nest->last->len - 1] = node;
}

static gboolean
check_limits (MlgJsonTree   *self,
              GCancellable  *cancellable,
              GError       **error)
{
  if (self->n_nodes >= MAX_NODES)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                           _("This file is too large to be a list of records."));
      return FALSE;
    }

  return self->n_nodes % PATIENCE != 0 || !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
read_values (MlgJsonTree    *self,
             MlgJsonReader  *reader,
             Nest           *nest,
             GCancellable   *cancellable,
             GError        **error)
{
  const char *name = NULL;
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (reader)) != MLG_JSON_END)
    {
      MlgJsonNode *node;

      if (event == MLG_JSON_NAME)
        {
          name = keep_name (self, mlg_json_reader_get_text (reader));
          continue;
        }
      if (event == MLG_JSON_END_OBJECT || event == MLG_JSON_END_ARRAY)
        {
          g_ptr_array_set_size (nest->open, nest->open->len - 1);
          g_ptr_array_set_size (nest->last, nest->last->len - 1);
          continue;
        }
      if (!check_limits (self, cancellable, error))
        return FALSE;

      node = add_node (self, event, mlg_json_reader_get_line (reader));
      node->name = g_steal_pointer (&name);
      if (event == MLG_JSON_STRING || event == MLG_JSON_NUMBER)
        node->text = mlg_json_tree_keep (self, mlg_json_reader_get_text (reader));
      hang (nest, node);

      if (event == MLG_JSON_OBJECT || event == MLG_JSON_ARRAY)
        {
          g_ptr_array_add (nest->open, node);
          g_ptr_array_add (nest->last, NULL);
        }
    }

  return mlg_json_reader_propagate (reader, error);
}

/* UTF-8 as it stands needs no copy. */
static char *
dup_text (GBytes      *bytes,
          const char **text,
          gsize       *length)
{
  const char *data = g_bytes_get_data (bytes, length);
  char *copy;

  *text = data;
  if (*length == 0 || (memchr (data, '\0', *length) == NULL && g_utf8_validate_len (data, *length, NULL)))
    return NULL;

  copy = mlg_encoding_to_utf8 (mlg_encoding_guess (data, *length), data, *length, length, NULL);
  *text = copy;
  return copy;
}

MlgJsonTree *
mlg_json_tree_read (GBytes        *bytes,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(MlgJsonTree) self = NULL;
  g_autoptr(MlgJsonReader) reader = NULL;
  g_autoptr(GPtrArray) open = g_ptr_array_new (), last = g_ptr_array_new ();
  g_autofree char *copy = NULL;
  Nest nest = { open, last };
  const char *text;
  gsize length;

  if (g_bytes_get_size (bytes) > MAX_BYTES)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                           _("This file is too large to be a list of records."));
      return NULL;
    }

  copy = dup_text (bytes, &text, &length);
  reader = mlg_json_reader_new (text, length);
  mlg_json_reader_set_foreign (reader, TRUE);

  self = g_new0 (MlgJsonTree, 1);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->chunk = g_string_chunk_new (65536);
  self->root = add_node (self, MLG_JSON_ARRAY, 1);
  g_ptr_array_add (open, self->root);
  g_ptr_array_add (last, NULL);

  if (!read_values (self, reader, &nest, cancellable, error))
    return NULL;

  /* One value is the file itself; several are a list, one a line. */
  if (self->root->first != NULL && self->root->first->next == NULL)
    self->root = self->root->first;
  return g_steal_pointer (&self);
}

void
mlg_json_tree_free (MlgJsonTree *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->blocks);
  g_string_chunk_free (self->chunk);
  g_free (self);
}

MlgJsonNode *
mlg_json_tree_get_root (MlgJsonTree *self)
{
  return self->root;
}

/* ---- nodes */

gboolean
mlg_json_is (const MlgJsonNode *node,
             MlgJsonEvent       kind)
{
  return node != NULL && node->kind == kind;
}

const MlgJsonNode *
mlg_json_find (const MlgJsonNode *object,
               const char        *name)
{
  const MlgJsonNode *found = NULL;

  if (!mlg_json_is (object, MLG_JSON_OBJECT))
    return NULL;

  for (const MlgJsonNode *node = object->first; node != NULL; node = node->next)
    {
      if (strcmp (node->name, name) == 0)
        found = node;
    }

  return found;
}

const char *
mlg_json_get_text (const MlgJsonNode *node)
{
  return node == NULL || node->text == NULL || *node->text == '\0' ? NULL : node->text;
}

const char *
mlg_json_find_text (const MlgJsonNode *object,
                    const char        *name)
{
  return mlg_json_get_text (mlg_json_find (object, name));
}

gboolean
mlg_json_get_double (const MlgJsonNode *node,
                     double            *number)
{
  const char *text = mlg_json_get_text (node);
  g_autofree char *plain = NULL;
  char *end;

  if (text == NULL || strlen (text) > 60)
    return FALSE;

  plain = g_strstrip (g_strdelimit (g_strdup (text), ",", '.'));
  *number = g_ascii_strtod (plain, &end);
  return end != plain && *end == '\0' && *number > -1e12 && *number < 1e12;
}

guint
mlg_json_count (const MlgJsonNode *node)
{
  guint n = 0;

  for (const MlgJsonNode *child = node == NULL ? NULL : node->first; child != NULL; child = child->next)
    n++;
  return n;
}

/* The point moved by the exponent, on the figures themselves: nothing is rounded. */
char *
mlg_json_dup_number (const char *written)
{
  const char *e = strpbrk (written, "eE");
  gboolean negative = *written == '-';
  const char *whole = written + negative;
  gsize n_whole = strspn (whole, "0123456789");
  gint64 exponent, point;
  g_autoptr(GString) digits = NULL;
  GString *number;

  if (e == NULL)
    return g_strdup (written);
  exponent = g_ascii_strtoll (e + 1, NULL, 10);
  if (exponent < -40 || exponent > 40)
    return g_strdup (written);

  digits = g_string_new_len (whole, n_whole);
  if (whole[n_whole] == '.')
    g_string_append_len (digits, whole + n_whole + 1, e - (whole + n_whole + 1));
  point = (gint64) n_whole + exponent;
  for (; point <= 0; point++)
    g_string_prepend_c (digits, '0');
  while ((gint64) digits->len < point)
    g_string_append_c (digits, '0');

  number = g_string_new (negative ? "-" : "");
  g_string_append_len (number, digits->str, point);
  if ((gint64) digits->len > point)
    g_string_append_printf (number, ".%s", digits->str + point);
  return g_string_free (number, FALSE);
}

/* ---- before reading */

char *
mlg_json_dup_head (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *head = NULL;
  const char *start;

  length = MIN (length, HEAD_BYTES);
  if (length == 0)
    return NULL;

  head = mlg_encoding_to_utf8 (mlg_encoding_guess (data, length), data, length, &length, NULL);
  start = head + strspn (head, " \t\r\n");
  return *start == '{' || *start == '[' ? g_strdup (start) : NULL;
}
