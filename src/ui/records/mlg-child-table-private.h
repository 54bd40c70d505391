/* The parts of a table of children, for its own files. */

#pragma once

#include "ui/records/mlg-child-table.h"

G_BEGIN_DECLS

typedef struct
{
  const MlgField *field;
  char           *value;
} MlgGiven;

struct _MlgChildTable
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkWidget       *rows;         /* a grid, or a box of wrapping lines */
  GtkWidget       *rest;         /* how many more there are */
  GtkWidget       *foot;
  GtkWidget       *error;

  const MlgEntity *entity;
  const MlgField  *parent_field; /* or NULL */
  const MlgField  *add_field;
  char            *add_words;
  char            *needle;       /* folded, or NULL */
  const MlgField  *only;         /* or NULL */
  GPtrArray       *columns;      /* const MlgField * */
  GArray          *given;        /* MlgGiven */
  GHashTable      *headings;     /* MlgField → words, where the schema's are not those of the table */
  GPtrArray       *records;      /* MlgRecord shown */
  MlgFocus        *focus;
  MlgRecord       *record;
  gboolean         narrow;
  gboolean         copies;
};

/* mlg-child-table.c: NULL takes the sentence away. */
void            mlg_child_table_say            (MlgChildTable *self, const GError *error);

/* mlg-child-table-add.c: the last line, and what one names a new row by there; NULL: a button alone. */
void            mlg_child_table_make_foot      (MlgChildTable *self);
const MlgField *mlg_child_table_find_add_field (MlgChildTable *self);

G_END_DECLS
