/* Every name of a graph of a hundred French actors is written, and none covers another. */

#include "render/mlg-graph-draw.h"
#include "render/mlg-graph-names.h"
#include "render/mlg-short-name.h"

#include <math.h>
#include <string.h>

/* Names as they stand in directories of a territory. */
static const char *const names[] = {
  "Communauté de communes des Rives du Haut Allier", "Communauté d’agglomération du Puy-en-Velay", "Commune de Saugues",
  "Commune de Langeac", "Département de la Haute-Loire", "Région Auvergne-Rhône-Alpes", "Pays de la Jeune Loire",
  "Pôle d’équilibre territorial et rural du Pays de Lafayette", "Parc naturel régional du Livradois-Forez",
  "Syndicat mixte d’aménagement touristique du Haut-Allier", "Chambre d’agriculture de la Haute-Loire",
  "Chambre de commerce et d’industrie de Haute-Loire", "Chambre de métiers et de l’artisanat", "Mission locale du Velay",
  "Maison de l’emploi et de la formation du Pays de Brioude", "Pôle emploi de Brioude", "Caisse d’allocations familiales",
  "Mutualité sociale agricole d’Auvergne", "Centre communal d’action sociale de Langeac", "Office de tourisme des gorges de l’Allier",
  "Lycée agricole de Brioude-Bonnefont", "Collège du Haut-Allier", "Université Clermont Auvergne", "CEREMAC", "VetAgro Sup",
  "Institut national de recherche pour l’agriculture", "Laboratoire Territoires", "Centre permanent d’initiatives pour l’environnement du Velay",
  "Ligue de l’enseignement de Haute-Loire", "Fédération départementale des foyers ruraux", "Association des maires ruraux",
  "Familles rurales de Saugues", "ADMR du Gévaudan", "Secours populaire de Brioude", "Les Restos du cœur", "Emmaüs Le Puy",
  "Jardin de Cocagne du Velay", "Régie de territoire des deux rives", "Entraide et solidarité du bassin d’emploi",
  "Coopérative d’activités et d’emploi Appuy Créateurs", "CRESS Auvergne-Rhône-Alpes", "URSCOP", "France Active Auvergne",
  "Initiative Haute-Loire", "Crédit agricole Loire Haute-Loire", "Crédit coopératif", "Fondation RTE", "Fondation de France",
  "Banque des territoires", "Fonds européen LEADER du Pays de Lafayette", "Atelier de la Bruyère", "Filature de Terrade",
  "Ardelaine", "Atelier Laines d’Europe", "Le Mat Drôme", "Tricoterie du Gévaudan", "La Manufacture de la laine",
  "Groupement des éleveurs de Noire du Velay", "Coopérative laitière de la Margeride", "Fromagerie de Saugues",
  "Boucherie-charcuterie des Monts", "AMAP des gorges de l’Allier", "Magasin de producteurs Le Panier du Velay",
  "Biocoop de Brioude", "GRAB Haute-Loire", "Terre de liens Auvergne", "CELAVAR Auvergne", "CREFAD Auvergne",
  "Brayauds – Centre départemental de musiques", "Musée de la Bête du Gévaudan", "Conservatoire botanique national du Massif central",
  "Ligue pour la protection des oiseaux", "SOS Loire vivante", "Énergie citoyenne du Haut-Allier", "Bois-énergie 43",
  "Association La Ruche à projets", "Tiers-lieu La Coursive", "Café associatif Le Grain de sel", "Radio Craponne",
  "Le Petit Gévaudan, journal local", "Cinéma Le Paris", "Médiathèque intercommunale", "École de musique des Rives",
  "Compagnie L’Envolante", "Festival Celte en Gévaudan", "Comité des fêtes", "Club de randonnée de la Margeride",
  "Association des commerçants de Saugues", "Groupement d’employeurs agricoles du Devès", "Cuma du plateau",
  "Centre d’information sur les droits des femmes", "Maison des adolescents", "Foyer de vie Le Meygal", "EHPAD Saint-Jacques",
  "Maison de santé pluriprofessionnelle", "Pharmacie du Gévaudan", "Transport solidaire en Margeride",
  "Auto-école sociale du Velay", "Habitants du quartier du Couderc", "Collectif des jeunes de Venteuges",
};

static GRand *
new_rand (void)
{
  const char *given = g_getenv ("MLG_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : 2026;

  g_test_message ("MLG_SEED=%u", seed);

  return g_rand_new_with_seed (seed);
}

/* Facilitators with those round them, some ways across, one in twelve alone. */
static MlgGraph *
new_territory (GRand *rand)
{
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      MlgGraphNode node = { .id = mlg_id_new (), .name = g_strdup (names[i]), .category = i % 6 };

      g_array_append_val (nodes, node);
      for (guint k = 0; i > 0 && i % 12 != 11 && k < 1 + (g_rand_int (rand) % 4 == 0); k++)
        {
          guint other = g_rand_int (rand) % 3 == 0 ? (guint) g_rand_int_range (rand, 0, i) : i / 8 * 8;
          MlgGraphEdge edge = { .id = mlg_id_new (), .a = other, .b = i, .kind = MLG_TIE_PARTNERSHIP, .established = TRUE, .n_axes = 1, .n_unqualified = 1 };

          if (other != i && other % 12 != 11)
            g_array_append_val (edges, edge);
        }
    }

  return mlg_graph_new (nodes, edges);
}

/* ---- */

static MlgGraphScene *
place (MlgGraph *graph,
       double    width,
       double    height)
{
  MlgGraphScene *scene = mlg_graph_scene_new (graph, MLG_LAYER_ALL, MLG_SIZE_BY_DEGREE);
  guint n = mlg_graph_get_n_nodes (graph);
  g_autofree MlgPoint *points = g_new0 (MlgPoint, n + 1);
  g_autofree guint8 *placements = g_new0 (guint8, n + 1);
  MlgLayout layout = mlg_graph_scene_get_layout (scene, points, placements);

  layout.aspect = width / height;
  g_assert_true (mlg_layout_arrange (&layout));
  mlg_graph_scene_place (scene, points, placements, &layout.tray);

  return scene;
}

static void
assert_apart (const MlgNamePlace *a,
              const MlgNamePlace *b)
{
  if (a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height)
    g_error ("names of %u and %u cover each other", a->node, b->node);
}

/* As the window writes them; returns how many. */
static guint
count_names (MlgGraphScene *scene,
             double         width,
             double         height)
{
  MlgGraphView view = mlg_graph_view_fit (scene, width, height, 36, 1.35);
  MlgGraphLook look = MLG_GRAPH_LOOK_INIT;
  g_autoptr(GArray) placed = NULL;

  look.ink = mlg_ink_get (MLG_INK_LIGHT);
  look.text_size = mlg_graph_text_size (look.ink, view.zoom);
  placed = mlg_graph_place_names (scene, &view, &look);
  for (guint i = 0; i < placed->len; i++)
    {
      const MlgNamePlace *name = &g_array_index (placed, MlgNamePlace, i);

      g_assert_cmpfloat (look.text_size, >=, 10);
      g_assert_cmpfloat (name->x, >=, 0);
      g_assert_cmpfloat (name->x + name->width, <=, width);
      for (guint k = 0; k < i; k++)
        assert_apart (name, &g_array_index (placed, MlgNamePlace, k));
    }
  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < placed->len; k++)
        found |= g_array_index (placed, MlgNamePlace, k).node == i;
      if (!found)
        g_test_message ("no room for « %s »", mlg_graph_scene_get_nodes (scene)[i].name);
    }

  return placed->len;
}

static void
test_a_hundred_names_are_written (void)
{
  g_autoptr(GRand) rand = new_rand ();

  g_assert_cmpuint (G_N_ELEMENTS (names), ==, 100);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(MlgGraph) graph = new_territory (rand);
      g_autoptr(MlgGraphScene) scene = place (graph, 1600, 900);

      g_assert_cmpuint (count_names (scene, 1600, 900), ==, 100);
    }
}

static void
test_names_are_shortened_as_people_do (void)
{
  static const struct { const char *name, *brief; } cases[] = {
    { "Communauté de communes du Pays de Saugues", "CC du Pays de Saugues" },
    { "COMMUNAUTÉ D'AGGLOMÉRATION du Puy", "CA du Puy" },
    { "Réseau des Relais Locaux de l’Économie Solidaire (RRL)", "RRL" },
    { "Centre permanent d’initiatives pour l’environnement du Velay", "CPIE du Velay" },
    { "Agence régionale de développement économique", "Agence rég. de dév. éco." },
    { "Université Clermont Auvergne", "Univ. Clermont Auvergne" },
    { "les entreprises du territoire", "les entr. du terr." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *brief = mlg_short_name_new (cases[i].name);

      g_assert_cmpstr (brief, ==, cases[i].brief);
    }
  g_assert_null (mlg_short_name_new ("Ardelaine"));
  g_assert_null (mlg_short_name_new (""));
  g_assert_null (mlg_short_name_new ("Territorialité"));
  g_assert_null (mlg_short_name_new ("CRESS (Hauts de France)"));
}

static void
test_an_acronym_stands_for_a_name_that_would_be_cut (void)
{
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));
  MlgGraphNode one = { .id = mlg_id_new (), .short_name = g_strdup ("RRL"),
                       .name = g_strdup ("Réseau des Relais Locaux de l’Économie Solidaire en Occitanie et ailleurs") };
  MlgGraphNode other = { .id = mlg_id_new (), .short_name = g_strdup ("MES"), .name = g_strdup ("Mouvement") };
  g_autoptr(MlgGraph) graph = NULL;
  g_autoptr(MlgGraphScene) scene = NULL;

  g_array_append_val (nodes, one);
  g_array_append_val (nodes, other);
  graph = mlg_graph_new (nodes, edges);
  scene = place (graph, 800, 600);

  g_assert_cmpstr (mlg_graph_scene_get_nodes (scene)[0].label, ==, "RRL");
  g_assert_cmpstr (mlg_graph_scene_get_nodes (scene)[0].name, ==, mlg_graph_get_nodes (graph)[0].name);
  g_assert_cmpstr (mlg_graph_scene_get_nodes (scene)[1].label, ==, "Mouvement");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name) g_test_add_func ("/graph-names/" #name, test_##name)
  TEST (a_hundred_names_are_written);
  TEST (names_are_shortened_as_people_do);
  TEST (an_acronym_stands_for_a_name_that_would_be_cut);
#undef TEST

  return g_test_run ();
}
