/* What is written to several records at once: one gesture, one undo step. */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_CHANGE_REPLACE,
  MLG_CHANGE_ADD,           /* elements of a multiple field */
  MLG_CHANGE_REMOVE,
} MlgChangeMode;

/* @ids: of MlgId. @value: canonical, NULL empties. */
gboolean mlg_table_command_set    (MlgProject *project, const MlgEntity *entity, GArray *ids,
                                   const MlgField *field, MlgChangeMode mode, const char *value, GError **error);
gboolean mlg_table_command_delete (MlgProject *project, const MlgEntity *entity, GArray *ids, GError **error);

/* One cell among others. */
typedef struct
{
  MlgId           id;
  const MlgField *field;
  char           *before, *after;       /* canonical; NULL: nothing */
  char           *refused;              /* why nothing is written; NULL: it is */
  char           *typed;                /* the words themselves */
} MlgCellChange;

GPtrArray *mlg_cell_changes_new   (void);
/* Those that are not refused and change something. */
gboolean mlg_table_command_fill   (MlgProject *project, const MlgEntity *entity, GPtrArray *changes, GError **error);

/* What people write in a cell, references by the names of what they refer to. FALSE: a sentence in @error. */
gboolean mlg_table_parse          (MlgProject *project, const MlgField *field, const char *text, char **value, GError **error);

/* Rows of cells; quoted ones may hold tabs, quotes and line breaks. Array of GStrv. */
GPtrArray *mlg_table_split_text   (const char *text);
/* One cell, quoted if it must be. */
void     mlg_table_append_cell    (GString *text, const char *cell);

G_END_DECLS
