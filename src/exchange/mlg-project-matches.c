/* What is missing in a project, and what in it could fill the gap. */

#include "exchange/mlg-project-matches.h"

#include <string.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-text.h"

/* Shorter words say nothing of what a resource is: « des », « pour », « avec ». */
#define MIN_WORD_LENGTH 5

static void
clear_asset (gpointer data)
{
  MlgAsset *asset = data;

  g_free (asset->label);
  g_free (asset->kind);
  g_free (asset->holder);
}

static void
add_resource (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  MlgMatches *self = data;
  MlgAsset asset = { .id = *id };
  gboolean missing = g_strcmp0 (values[2], "missing") == 0;

  /* What was refused or used up is neither. */
  if (g_strcmp0 (values[5], "refused") == 0 || g_strcmp0 (values[5], "exhausted") == 0)
    return;
  if (missing && g_strcmp0 (values[5], "obtained") == 0)
    return;

  asset.label = g_strdup (values[0] != NULL ? values[0] : "");
  asset.kind = g_strdup (values[1]);
  if (values[3] != NULL)
    asset.holder = g_strconcat ("initiative:", values[3], NULL);
  else if (values[4] != NULL)
    asset.holder = g_strconcat ("actor:", values[4], NULL);

  if (missing)
    g_array_append_val (self->gaps, asset);
  else
    g_array_append_val (self->assets, asset);
}

static guint
count_common_words (const char *a,
                    const char *b)
{
  g_autofree char *folded_a = mlg_fold (a), *folded_b = mlg_fold (b);
  g_auto(GStrv) words_a = g_strsplit (folded_a, " ", -1), words_b = g_strsplit (folded_b, " ", -1);
  guint n = 0;

  for (guint i = 0; words_a[i] != NULL; i++)
    n += strlen (words_a[i]) >= MIN_WORD_LENGTH && g_strv_contains ((const char *const *) words_b, words_a[i]);
  return n;
}

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const MlgAssetMatch *x = a, *y = b;

  if (x->gap != y->gap)
    return x->gap < y->gap ? -1 : 1;
  if (x->n_words != y->n_words)
    return x->n_words > y->n_words ? -1 : 1;
  if (x->same_kind != y->same_kind)
    return x->same_kind ? -1 : 1;
  return x->asset < y->asset ? -1 : x->asset > y->asset;
}

static void
match_gap (MlgMatches *self,
           guint       gap_index)
{
  const MlgAsset *gap = &g_array_index (self->gaps, MlgAsset, gap_index);

  for (guint i = 0; i < self->assets->len; i++)
    {
      const MlgAsset *asset = &g_array_index (self->assets, MlgAsset, i);
      MlgAssetMatch match = { gap_index, i, count_common_words (gap->label, asset->label), FALSE };

      match.same_kind = gap->kind != NULL && g_strcmp0 (gap->kind, asset->kind) == 0;

      /* Whoever lacks it knows what they have. */
      if (gap->holder != NULL && g_strcmp0 (gap->holder, asset->holder) == 0)
        continue;
      if (match.same_kind || match.n_words > 0)
        g_array_append_val (self->matches, match);
    }
}

MlgMatches *
mlg_project_matches_new (MlgProject *project)
{
  static const char *const fields[] = { "label", "kind", "direction", "initiative", "actor", "status", NULL };
  MlgMatches *self;

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  self = g_new0 (MlgMatches, 1);
  self->gaps = g_array_new (FALSE, FALSE, sizeof (MlgAsset));
  self->assets = g_array_new (FALSE, FALSE, sizeof (MlgAsset));
  self->matches = g_array_new (FALSE, FALSE, sizeof (MlgAssetMatch));
  g_array_set_clear_func (self->gaps, clear_asset);
  g_array_set_clear_func (self->assets, clear_asset);

  mlg_rows_foreach (project, "resource", fields, add_resource, self);
  for (guint i = 0; i < self->gaps->len; i++)
    match_gap (self, i);
  g_array_sort (self->matches, compare_matches);
  return self;
}

void
mlg_matches_free (MlgMatches *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->gaps);
  g_array_unref (self->assets);
  g_array_unref (self->matches);
  g_free (self);
}
