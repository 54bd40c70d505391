/* What changed in one record between two moments, as an item of a list. */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_HISTORY_ITEM (mlg_history_item_get_type ())
G_DECLARE_FINAL_TYPE (MlgHistoryItem, mlg_history_item, MLG, HISTORY_ITEM, GObject)

struct _MlgHistoryItem
{
  GObject          parent_instance;

  const MlgEntity *entity;
  MlgId            id;
  char            *title;
  char            *detail;          /* « 3 changements · Anne, Léa · 12/03/2026 » */
  GPtrArray       *entries;         /* MlgHistoryEntry, lent */
  gint64           date;            /* of the last of them */
};

/* One a record, the latest first. @author NULL: all. Items lend the entries of @entries, which must outlive them. */
GPtrArray *mlg_history_items_new     (MlgProject *project,
                                      GPtrArray  *entries,
                                      const char *author);

/* Who wrote them: of char *, each once. */
GPtrArray *mlg_history_list_authors  (GPtrArray  *entries);

G_END_DECLS
