/* How many are in each area.
 *
 * Areas held by the same zones are one bundle: whoever intervenes in a région is counted once for
 * each of its bundles, not for each of its communes.
 */

#include "analysis/mlg-coverage.h"

#include <string.h>

typedef struct
{
  guint   n_bundles;
  guint  *bundle_of;           /* of each area */
  guint  *counts;              /* of each bundle: who acts in a zone that holds it */
  guint  *last;                /* the last one counted there: actor + 1 */
  GArray **of_zone;            /* of each zone: its bundles; NULL: none */
} Bundles;

static guint
hash_zones (gconstpointer key)
{
  const guint *zones = key;
  guint hash = 5381;

  for (guint i = 0; i < MLG_COVERAGE_ZONES; i++)
    hash = hash * 33 + zones[i];
  return hash;
}

static gboolean
equal_zones (gconstpointer a,
             gconstpointer b)
{
  return memcmp (a, b, MLG_COVERAGE_ZONES * sizeof (guint)) == 0;
}

static void
note_bundle (Bundles     *self,
             const guint *zones,
             guint        bundle)
{
  for (guint i = 0; i < MLG_COVERAGE_ZONES; i++)
    {
      if (zones[i] == MLG_COVERAGE_NONE)
        continue;
      if (self->of_zone[zones[i]] == NULL)
        self->of_zone[zones[i]] = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (self->of_zone[zones[i]], bundle);
    }
}

static void
make_bundles (Bundles     *self,
              guint        n_areas,
              const guint *zones,
              guint        n_zones)
{
  g_autoptr(GHashTable) found = g_hash_table_new (hash_zones, equal_zones);

  self->bundle_of = g_new (guint, MAX (n_areas, 1));
  self->of_zone = g_new0 (GArray *, MAX (n_zones, 1));
  for (guint i = 0; i < n_areas; i++)
    {
      const guint *mine = zones + i * MLG_COVERAGE_ZONES;
      guint bundle = GPOINTER_TO_UINT (g_hash_table_lookup (found, mine));

      if (bundle == 0)
        {
          bundle = ++self->n_bundles;
          g_hash_table_insert (found, (gpointer) mine, GUINT_TO_POINTER (bundle));
          note_bundle (self, mine, bundle - 1);
        }
      self->bundle_of[i] = bundle - 1;
    }
  self->counts = g_new0 (guint, self->n_bundles + 1);
  self->last = g_new0 (guint, self->n_bundles + 1);
}

static void
clear_bundles (Bundles *self,
               guint    n_zones)
{
  for (guint i = 0; i < n_zones; i++)
    g_clear_pointer (&self->of_zone[i], g_array_unref);
  g_free (self->of_zone);
  g_free (self->bundle_of);
  g_free (self->counts);
  g_free (self->last);
}

static void
count_wide (Bundles           *self,
            const MlgPresence *presence)
{
  const GArray *bundles = self->of_zone[presence->where];

  for (guint i = 0; bundles != NULL && i < bundles->len; i++)
    {
      guint bundle = g_array_index (bundles, guint, i);

      if (self->last[bundle] == presence->actor + 1)
        continue;
      self->last[bundle] = presence->actor + 1;
      self->counts[bundle]++;
    }
}

void
mlg_coverage_count (guint              n_areas,
                    const guint       *zones,
                    guint              n_zones,
                    const MlgPresence *presences,
                    guint              n_presences,
                    MlgCoverageCount  *counts)
{
  Bundles bundles = { 0 };
  g_autofree guint *situated = g_new0 (guint, n_areas + 1), *acting = g_new0 (guint, n_areas + 1);

  make_bundles (&bundles, n_areas, zones, n_zones);
  memset (counts, 0, n_areas * sizeof *counts);

  for (guint i = 0, end; i < n_presences; i = end)
    {
      for (end = i; end < n_presences && presences[end].actor == presences[i].actor; end++)
        if (presences[end].wide)
          count_wide (&bundles, &presences[end]);
      for (guint k = i; k < end; k++)
        {
          guint area = presences[k].where, who = presences[k].actor + 1;

          if (presences[k].wide)
            continue;
          if (presences[k].situated && situated[area] != who)
            {
              situated[area] = who;
              counts[area].n_situated++;
            }
          if (acting[area] != who && bundles.last[bundles.bundle_of[area]] != who)
            {
              acting[area] = who;
              counts[area].n_acting++;
            }
        }
    }
  for (guint i = 0; i < n_areas; i++)
    counts[i].n_acting += bundles.counts[bundles.bundle_of[i]];
  clear_bundles (&bundles, n_zones);
}

GArray *
mlg_coverage_list (guint              area,
                   const guint       *zones,
                   const MlgPresence *presences,
                   guint              n_presences,
                   gboolean           acting)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint *mine = zones + area * MLG_COVERAGE_ZONES;

  for (guint i = 0; i < n_presences; i++)
    {
      const MlgPresence *presence = &presences[i];
      gboolean there = !presence->wide && presence->where == area && (acting || presence->situated);

      for (guint z = 0; z < MLG_COVERAGE_ZONES && acting && presence->wide; z++)
        there |= mine[z] == presence->where;
      if (there && (list->len == 0 || g_array_index (list, guint, list->len - 1) != presence->actor))
        g_array_append_val (list, presence->actor);
    }
  return list;
}
