/* What is missing in a project, and what in it, or in another, could fill the gap. */

#include "exchange/mlg-project-matches.h"

#include <math.h>
#include <string.h>

#include "exchange/mlg-match-places.h"
#include "exchange/mlg-rows.h"
#include "model/mlg-text.h"

/* Shorter words say nothing of what a resource is: « des », « pour », « avec ». */
#define MIN_WORD_LENGTH 5

/* Distances that make no difference to who goes there by car. */
#define KM_STEP 25

typedef struct
{
  MlgMatches     *matches;
  MlgMatchPlaces *places;        /* of the file that is read */
  gboolean        gaps, assets;  /* which of both are wanted of it */
  gboolean        elsewhere;     /* another file: what is confidential there stays there */
} Reader;

static void
clear_asset (gpointer data)
{
  MlgAsset *asset = data;

  g_free (asset->label);
  g_free (asset->kind);
  g_free (asset->holder);
  mlg_match_place_free (asset->place);
}

static void
clear_match (gpointer data)
{
  g_free (((MlgAssetMatch *) data)->territory);
}

static void
add_resource (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  Reader *self = data;
  MlgAsset asset = { .id = *id };
  gboolean missing = g_strcmp0 (values[2], "missing") == 0;

  if ((missing ? !self->gaps : !self->assets) || (self->elsewhere && g_strcmp0 (values[8], "private") == 0))
    return;

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
  asset.place = mlg_match_places_find (self->places, values[6], values[3], values[4], values[7]);

  if (missing)
    g_array_append_val (self->matches->gaps, asset);
  else
    g_array_append_val (self->matches->assets, asset);
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

/* In the same territory, then near, then far; nobody knows where comes last. */
static guint
rank_nearness (const MlgAssetMatch *match)
{
  if (match->territory != NULL)
    return isnan (match->km) ? 0 : (guint) (MIN (match->km, 1e6) / KM_STEP);
  return isnan (match->km) ? 100000 : 50 + (guint) (MIN (match->km, 1e6) / KM_STEP);
}

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const MlgAssetMatch *x = a, *y = b;

  if (x->gap != y->gap)
    return x->gap < y->gap ? -1 : 1;
  if (rank_nearness (x) != rank_nearness (y))
    return rank_nearness (x) < rank_nearness (y) ? -1 : 1;
  if (x->n_words != y->n_words)
    return x->n_words > y->n_words ? -1 : 1;
  if (x->same_kind != y->same_kind)
    return x->same_kind ? -1 : 1;
  if (!isnan (x->km) && !isnan (y->km) && x->km != y->km)
    return x->km < y->km ? -1 : 1;
  return x->asset < y->asset ? -1 : x->asset > y->asset;
}

static void
match_gap (MlgMatches     *self,
           MlgMatchPlaces *places,
           gboolean        same_file,
           guint           gap_index)
{
  const MlgAsset *gap = &g_array_index (self->gaps, MlgAsset, gap_index);

  for (guint i = 0; i < self->assets->len; i++)
    {
      const MlgAsset *asset = &g_array_index (self->assets, MlgAsset, i);
      MlgAssetMatch match = { .gap = gap_index, .asset = i, .n_words = count_common_words (gap->label, asset->label) };

      match.same_kind = gap->kind != NULL && g_strcmp0 (gap->kind, asset->kind) == 0;

      /* Whoever lacks it knows what they have. */
      if (same_file && gap->holder != NULL && g_strcmp0 (gap->holder, asset->holder) == 0)
        continue;
      if (!match.same_kind && match.n_words == 0)
        continue;
      match.km = mlg_match_place_distance (gap->place, asset->place);
      match.territory = g_strdup (mlg_match_place_common (places, gap->place, asset->place));
      g_array_append_val (self->matches, match);
    }
}

static void
read_resources (MlgMatches     *self,
                MlgProject     *project,
                MlgMatchPlaces *places,
                gboolean        gaps,
                gboolean        assets,
                gboolean        elsewhere)
{
  static const char *const fields[] = { "label", "kind", "direction", "initiative", "actor", "status", "territories", "provider",
                                        "visibility", NULL };
  Reader reader = { self, places, gaps, assets, elsewhere };

  mlg_rows_foreach (project, "resource", fields, add_resource, &reader);
}

MlgMatches *
mlg_project_matches_between (MlgProject *project,
                             MlgProject *other)
{
  g_autoptr(MlgMatchPlaces) places = NULL;
  MlgMatches *self;

  g_return_val_if_fail (MLG_IS_PROJECT (project) && MLG_IS_PROJECT (other), NULL);

  self = g_new0 (MlgMatches, 1);
  self->gaps = g_array_new (FALSE, FALSE, sizeof (MlgAsset));
  self->assets = g_array_new (FALSE, FALSE, sizeof (MlgAsset));
  self->matches = g_array_new (FALSE, FALSE, sizeof (MlgAssetMatch));
  g_array_set_clear_func (self->gaps, clear_asset);
  g_array_set_clear_func (self->assets, clear_asset);
  g_array_set_clear_func (self->matches, clear_match);

  places = mlg_match_places_new (project);
  read_resources (self, project, places, TRUE, project == other, FALSE);
  if (project != other)
    {
      g_autoptr(MlgMatchPlaces) elsewhere = mlg_match_places_new (other);

      read_resources (self, other, elsewhere, FALSE, TRUE, TRUE);
    }
  for (guint i = 0; i < self->gaps->len; i++)
    match_gap (self, places, project == other, i);
  g_array_sort (self->matches, compare_matches);

  return self;
}

MlgMatches *
mlg_project_matches_new (MlgProject *project)
{
  return mlg_project_matches_between (project, project);
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
