/* Between the files that make the reading page: a table of all that it shows, and small JSON. */

#pragma once

#include "exchange/mlg-export.h"

G_BEGIN_DECLS

typedef struct
{
  const MlgEntity *entity;
  GArray          *fields;       /* const MlgField *: those that somebody filled */
  GPtrArray       *records;      /* MlgHtmlRecord */
} MlgHtmlTable;

typedef struct
{
  MlgId   id;
  char   *title;
  char  **values;                /* one for each field of the entity; NULL when empty */
} MlgHtmlRecord;

typedef struct
{
  MlgProject *project;           /* what may leave, and nothing else */
  GPtrArray  *tables;            /* MlgHtmlTable, actors first */
  GHashTable *places;            /* MlgId → table << 32 | record, as a gint64 * */
} MlgHtmlBook;

/* All records a reader may want; @ids: of @entity only these. FALSE: it could not be read. */
gboolean    mlg_html_book_read    (MlgHtmlBook       *self,
                                   MlgProject        *project,
                                   const MlgEntity   *entity,
                                   GArray            *ids,
                                   GError           **error);
void        mlg_html_book_clear   (MlgHtmlBook       *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlgHtmlBook, mlg_html_book_clear)

MlgHtmlTable *mlg_html_book_get_actors (MlgHtmlBook   *self);
/* FALSE: not in the book. @id: as in values. */
gboolean    mlg_html_book_find    (MlgHtmlBook       *self,
                                   const char        *id,
                                   guint             *table,
                                   guint             *record);
/* Lent; NULL: empty, or no such field. */
const char *mlg_html_table_get    (MlgHtmlTable      *table,
                                   guint              record,
                                   const char        *field);

/* Members of the object that the page reads; each ends in a comma. */
void        mlg_html_write_tables (MlgHtmlBook       *self,
                                   GString           *json);
void        mlg_html_write_map    (MlgHtmlBook       *self,
                                   GString           *json);
void        mlg_html_write_graph  (MlgHtmlBook       *self,
                                   GString           *json);

/* Quoted, and safe inside a page: no "<" nor line separator is left as it is. */
void        mlg_html_append_text  (GString           *json,
                                   const char        *text);

G_END_DECLS
