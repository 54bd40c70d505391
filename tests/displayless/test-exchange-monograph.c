/* What a monograph takes from the file: live blocks, names, notes, consent, versions, outlines,
 * photographs. Measured on the demonstration territory.
 */

#include "../own-project-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "document/mlg-document.h"
#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-project-live.h"
#include "exchange/mlg-project-monograph.h"
#include "exchange/mlg-project-template.h"
#include "store/mlg-text-merge.h"

static MlgId
resolve (Fixture    *f,
         const char *entity,
         const char *key)
{
  MlgId id = { 0 };

  g_assert_true (mlg_project_resolve (f->project, mlg_schema_find (entity), key, &id, NULL));
  return id;
}

static void
set_field (Fixture    *f,
           const char *entity_name,
           const char *key,
           const char *field,
           const char *value)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  MlgId id = resolve (f, entity_name, key);
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_project_set (f->project, entity, &id, mlg_entity_find_field (entity, field), value, &error));
  g_assert_no_error (error);
}

static MlgLive *
live_of (Fixture         *f,
         const char      *monograph,
         const char      *address,
         MlgLiveAudience  audience)
{
  MlgId id = { 0 };
  MlgLive *live;

  if (monograph != NULL)
    id = resolve (f, "monograph", monograph);
  live = mlg_project_live_new (f->project, monograph != NULL ? &id : NULL, address, audience);
  g_assert_nonnull (live);
  return live;
}

static const char *
cell (const MlgLive *live,
      guint          row,
      guint          column)
{
  g_assert_cmpuint (row, <, live->rows->len);
  return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (live->rows, row), column);
}

static gboolean
has_cell (const MlgLive *live,
          const char    *text)
{
  for (guint i = 0; i < live->rows->len; i++)
    for (guint k = 0; k < live->columns->len; k++)
      if (strstr (cell (live, i, k), text) != NULL)
        return TRUE;
  return FALSE;
}

/* ---- live blocks */

static void
test_a_partnership_shows_its_five_axes (Fixture       *f,
                                        gconstpointer  data)
{
  g_autoptr(MlgLive) axes = live_of (f, NULL, "maillage:axes/pt-01", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) ring = live_of (f, NULL, "maillage:ring/pt-01", MLG_LIVE_FOR_GROUP);

  g_assert_null (axes->problem);
  g_assert_cmpuint (axes->rows->len, ==, 5);
  g_assert_cmpstr (cell (axes, 0, 0), ==, "l’achat par les salariés de WILO INTEC des paniers de légumes");
  g_assert_cmpstr (cell (axes, 0, 2), ==, "Marchande");
  g_assert_cmpstr (cell (axes, 0, 3), ==, "principal client");
  g_assert_nonnull (strstr (axes->alternative, "principal client"));

  g_assert_cmpuint (ring->counts[0], ==, 2);
  g_assert_cmpuint (ring->counts[1], ==, 0);
  g_assert_cmpuint (ring->counts[2], ==, 3);
  g_assert_cmpuint (ring->counts[3], ==, 0);
}

static void
test_the_ring_of_an_initiative_counts_what_it_has (Fixture       *f,
                                                   gconstpointer  data)
{
  g_autoptr(MlgLive) ring = live_of (f, NULL, "maillage:ring/i-polelaine", MLG_LIVE_FOR_GROUP);

  g_assert_cmpuint (ring->counts[0], ==, 0);
  g_assert_cmpuint (ring->counts[1], ==, 2);
  g_assert_cmpuint (ring->counts[2], ==, 1);
  g_assert_cmpuint (ring->counts[3], ==, 5);
  g_assert_nonnull (ring->amounts[1]);
  g_assert_nonnull (strstr (ring->amounts[1], "30"));
}

/* Nobody says for which initiative Entraide and WILO work together: their five axes are theirs all the
 * same, and the monograph tells of both.
 */
static void
test_a_monograph_counts_the_partnerships_it_tells_of (Fixture       *f,
                                                      gconstpointer  data)
{
  g_autoptr(MlgLive) ring = live_of (f, "mo-entraide", "maillage:ring/", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) of_actors = live_of (f, "mo-entraide", "maillage:ring/?of=actors", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) of_initiative = live_of (f, NULL, "maillage:ring/i-entraide", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) axes = live_of (f, "mo-entraide", "maillage:axes/", MLG_LIVE_FOR_GROUP);
  guint n = 0;

  g_assert_null (axes->problem);
  g_assert_cmpuint (axes->rows->len, ==, 5);
  for (guint i = 0; i < 4; i++)
    {
      n += of_actors->counts[i];
      g_assert_cmpuint (ring->counts[i], ==, of_initiative->counts[i] + of_actors->counts[i]);
    }
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpuint (of_actors->counts[0], ==, 2);
  g_assert_cmpuint (of_actors->counts[2], ==, 3);
}

static gboolean
has_spot (const MlgLive *live,
          const char    *name)
{
  for (guint i = 0; i < live->spots->len; i++)
    if (strstr (g_array_index (live->spots, MlgLiveSpot, i).name, name) != NULL)
      return TRUE;
  return FALSE;
}

/* Its actors, its initiative, its territories: as chosen, and as they are now. */
static void
test_a_block_is_about_whom_one_chooses (Fixture       *f,
                                        gconstpointer  data)
{
  MlgId id = resolve (f, "territory", "t-ardeche");
  g_autofree char *ardeche = mlg_id_dup_text (&id);
  g_autoptr(MlgLive) before = live_of (f, "mo-laine", "maillage:map/?of=territory", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) actors = live_of (f, "mo-laine", "maillage:map/?of=actors", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) initiative = live_of (f, "mo-laine", "maillage:map/?of=initiative", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) unknown = live_of (f, "mo-laine", "maillage:map/?of=voisins", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) all = live_of (f, "mo-laine", "maillage:map/", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) after = NULL;

  g_assert_false (has_spot (before, "Ardelaine"));
  g_assert_true (has_spot (actors, "CEREMAC"));
  g_assert_cmpuint (actors->spots->len, ==, 7);
  g_assert_cmpuint (initiative->spots->len, <, all->spots->len);
  g_assert_cmpuint (unknown->spots->len, ==, all->spots->len);

  set_field (f, "monograph", "mo-laine", "territories", ardeche);
  after = live_of (f, "mo-laine", "maillage:map/?of=territory", MLG_LIVE_FOR_GROUP);
  g_assert_true (has_spot (after, "Ardelaine"));
}

/* A monograph that names nobody: a sentence for each block, and the same words for who does not see it. */
static void
test_a_block_without_anything_to_show_says_so (Fixture       *f,
                                               gconstpointer  data)
{
  static const char *const kinds[] = { "map", "graph", "stakeholders", "axes", "ring", "timeline", "radar", "figures", "actors", "photo" };
  const MlgEntity *entity = mlg_schema_find ("monograph");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  MlgId id = { 0 };

  values[mlg_entity_find_field (entity, "title")->index] = "Rien encore";
  g_assert_true (mlg_project_add (f->project, entity, values, &id, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint k = 0; k < 2; k++)
      {
        g_autofree char *address = g_strdup_printf ("maillage:%s/%s", kinds[i], k == 1 ? "?of=territory" : "");
        g_autoptr(MlgLive) live = mlg_project_live_new (f->project, &id, address, MLG_LIVE_FOR_READERS);

        g_assert_nonnull (live->problem);
        g_assert_cmpstr (live->alternative, ==, live->problem);
        g_assert_nonnull (strchr (live->problem, ' '));
      }
}

static void
test_every_kind_has_words_for_who_does_not_see_it (Fixture       *f,
                                                   gconstpointer  data)
{
  static const struct { const char *monograph, *address; } blocks[] = {
    { "mo-laine", "maillage:map/" }, { "mo-laine", "maillage:graph/" }, { "mo-laine", "maillage:stakeholders/" },
    { "mo-entraide", "maillage:axes/" }, { "mo-laine", "maillage:ring/" }, { "mo-matdrome", "maillage:timeline/" },
    { "mo-entraide", "maillage:radar/" }, { "mo-laine", "maillage:figures/" }, { "mo-laine", "maillage:actors/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autoptr(MlgLive) live = live_of (f, blocks[i].monograph, blocks[i].address, MLG_LIVE_FOR_GROUP);

      g_test_message ("%s: %s", blocks[i].address, live->alternative);
      g_assert_null (live->problem);
      g_assert_cmpuint (g_utf8_strlen (live->alternative, -1), >, 20);
      g_assert_cmpstr (live->caption, !=, "");
    }
}

static void
test_what_is_gone_says_so (Fixture       *f,
                           gconstpointer  data)
{
  g_autoptr(MlgLive) gone = live_of (f, NULL, "maillage:ring/i-nulle-part", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) nowhere = live_of (f, NULL, "maillage:map/", MLG_LIVE_FOR_GROUP);

  g_assert_nonnull (gone->problem);
  g_assert_nonnull (nowhere->problem);
  g_assert_null (mlg_project_live_new (f->project, NULL, "https://exemple.test/", MLG_LIVE_FOR_GROUP));
  g_assert_null (mlg_project_live_new (f->project, NULL, "maillage:actor/a-mes", MLG_LIVE_FOR_GROUP));
}

static void
test_a_block_follows_the_file (Fixture       *f,
                               gconstpointer  data)
{
  g_autoptr(MlgLive) before = live_of (f, "mo-laine", "maillage:graph/", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) after = NULL;

  set_field (f, "actor", "a-ceremac", "name", "Laboratoire des laines");
  after = live_of (f, "mo-laine", "maillage:graph/", MLG_LIVE_FOR_GROUP);
  g_assert_null (strstr (before->alternative, "Laboratoire des laines"));
  g_assert_nonnull (strstr (after->alternative, "Laboratoire des laines"));
  g_assert_cmpuint (after->nodes->len, ==, 7);
  g_assert_cmpuint (after->edges->len, ==, 6);
}

static void
test_a_long_name_on_a_drawing_is_the_short_one (Fixture       *f,
                                                gconstpointer  data)
{
  g_autoptr(MlgLive) graph = live_of (f, "mo-entraide", "maillage:graph/", MLG_LIVE_FOR_GROUP);

  g_assert_cmpuint (graph->nodes->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (g_utf8_strlen (g_array_index (graph->nodes, MlgLiveNode, i).name, -1), <=, 34);
}

static void
test_readers_do_not_see_what_the_group_keeps (Fixture       *f,
                                              gconstpointer  data)
{
  g_autoptr(MlgLive) group = NULL;
  g_autoptr(MlgLive) readers = NULL;

  set_field (f, "actor", "a-plie", "visibility", "private");
  group = live_of (f, "mo-laine", "maillage:actors/", MLG_LIVE_FOR_GROUP);
  readers = live_of (f, "mo-laine", "maillage:actors/", MLG_LIVE_FOR_READERS);
  g_assert_true (has_cell (group, "PLIE"));
  g_assert_false (has_cell (readers, "PLIE"));
}

static void
test_the_projector_shows_no_person (Fixture       *f,
                                    gconstpointer  data)
{
  g_autoptr(MlgLive) group = live_of (f, "mo-laine", "maillage:stakeholders/", MLG_LIVE_FOR_GROUP);
  g_autoptr(MlgLive) room = live_of (f, "mo-laine", "maillage:stakeholders/", MLG_LIVE_FOR_PROJECTOR);

  g_assert_true (has_cell (group, "DEPALLE"));
  g_assert_false (has_cell (room, "DEPALLE"));
  g_assert_cmpuint (room->rows->len, >, 0);
}

static void
test_a_block_survives_json (Fixture       *f,
                            gconstpointer  data)
{
  static const char *const addresses[] = {
    "maillage:map/", "maillage:graph/?steps=1", "maillage:stakeholders/", "maillage:ring/", "maillage:timeline/", "maillage:figures/", "maillage:radar/i-entraide",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(MlgLive) live = live_of (f, "mo-laine", addresses[i], MLG_LIVE_FOR_GROUP);
      g_autofree char *json = mlg_live_to_json (live);
      g_autoptr(MlgLive) again = mlg_live_from_json (json);
      g_autofree char *twice = NULL;

      g_assert_nonnull (again);
      twice = mlg_live_to_json (again);
      g_assert_cmpstr (json, ==, twice);
    }
}

/* Others may have written it. */
static void
test_a_strange_block_is_refused_or_harmless (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autoptr(MlgLive) odd = mlg_live_from_json ("{\"address\":\"maillage:graph/\",\"nodes\":[{\"name\":3},7,{\"category\":1e99}],\"edges\":[{\"a\":0,\"b\":99},{\"a\":0,\"b\":1},5]}");
  g_autoptr(MlgLive) ring = mlg_live_from_json ("{\"address\":\"maillage:ring/\",\"counts\":[-4,\"x\",3],\"amounts\":\"non\"}");

  g_assert_null (mlg_live_from_json (NULL));
  g_assert_null (mlg_live_from_json (""));
  g_assert_null (mlg_live_from_json ("[]"));
  g_assert_null (mlg_live_from_json ("{\"address\":\"http://exemple.test\"}"));
  g_assert_null (mlg_live_from_json (deep));
  g_assert_nonnull (odd);
  g_assert_cmpuint (odd->nodes->len, ==, 3);
  g_assert_cmpuint (odd->edges->len, ==, 1);
  g_assert_nonnull (ring);
  g_assert_cmpuint (ring->counts[0], ==, 0);
  g_assert_cmpuint (ring->counts[2], ==, 3);
}

/* ---- texts */

static void
test_a_link_follows_the_name_and_notes_come_from_sources (Fixture       *f,
                                                          gconstpointer  data)
{
  MlgId id = resolve (f, "monograph", "mo-entraide");
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMonograph) monograph = NULL;
  g_autoptr(MlgDocument) document = NULL;
  g_autofree char *html = NULL;

  set_field (f, "actor", "a-wilo", "name", "Pompes du Berry");
  monograph = mlg_project_monograph_new (f->project, &id, FALSE, &error);
  g_assert_no_error (error);
  document = mlg_document_new (monograph);
  html = mlg_document_to_html (document);
  g_assert_nonnull (strstr (html, "Pompes du Berry</p>") != NULL ? html : strstr (html, "et Pompes du Berry"));
  g_assert_nonnull (strstr (html, "id=\"note-1\""));
  g_assert_nonnull (strstr (html, "Renforcer les partenariats"));
}

static void
test_a_quotation_in_the_text_waits_for_consent (Fixture       *f,
                                                gconstpointer  data)
{
  MlgId id = resolve (f, "monograph", "mo-matdrome");
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMonograph) published = NULL, draft = NULL;
  g_autoptr(MlgDocument) document = NULL;
  g_autofree char *html = NULL;

  set_field (f, "monograph_section", "mo-matdrome/section-13", "body",
             "Avant.\n\n> « Des mots qui attendent. »\n>\n> — [quelqu’un](<maillage:verbatim/v-01>)\n\nAprès.");
  set_field (f, "verbatim", "v-01", "consent", "to_ask");

  published = mlg_project_monograph_new (f->project, &id, FALSE, &error);
  g_assert_null (published);
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CONSENT);
  g_assert_nonnull (strstr (error->message, "LE FUR"));
  g_clear_error (&error);

  draft = mlg_project_monograph_new (f->project, &id, TRUE, &error);
  g_assert_no_error (error);
  document = mlg_document_new (draft);
  html = mlg_document_to_html (document);
  g_assert_null (strstr (html, "Des mots qui attendent"));
  g_assert_nonnull (strstr (html, "Avant."));
  g_assert_nonnull (strstr (html, "Après."));
}

static void
test_everybody_to_be_asked_is_named (Fixture       *f,
                                     gconstpointer  data)
{
  MlgId id = resolve (f, "monograph", "mo-laine");
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMonograph) published = NULL;

  set_field (f, "verbatim", "v-04", "consent", "to_ask");
  set_field (f, "verbatim", "v-05", "speaker", NULL);
  set_field (f, "verbatim", "v-05", "consent", "refused");
  published = mlg_project_monograph_new (f->project, &id, FALSE, &error);
  g_assert_null (published);
  g_assert_nonnull (strstr (error->message, "LAFONT"));
  g_assert_nonnull (strstr (error->message, "without a name"));
}

/* ---- versions */

static char *
html_of (MlgMonograph *monograph)
{
  g_autoptr(MlgDocument) document = mlg_document_new (monograph);

  return mlg_document_to_html (document);
}

/* The pictures themselves have numbers of their own, new each time. */
static char *
without_pictures (const char *html)
{
  g_autoptr(GRegex) pictures = g_regex_new ("base64,[^\"]*", 0, 0, NULL);

  return g_regex_replace_literal (pictures, html, -1, 0, "", 0, NULL);
}

static void
test_a_frozen_version_stays_as_it_was (Fixture       *f,
                                       gconstpointer  data)
{
  MlgId id = resolve (f, "monograph", "mo-laine"), version, second;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMonograph) before = mlg_project_monograph_new (f->project, &id, FALSE, &error);
  g_autoptr(MlgMonograph) after = NULL;
  g_autofree char *expected_html = html_of (before);
  g_autofree char *expected = without_pictures (expected_html);
  g_autofree char *got_html = NULL;
  g_autofree char *got = NULL;
  g_autoptr(MlgRecord) record = NULL;

  g_assert_true (mlg_project_monograph_freeze (f->project, &id, "Pour relecture", "Camille", &version, &error));
  g_assert_no_error (error);

  set_field (f, "actor", "a-ceremac", "name", "Autre nom");
  set_field (f, "resource", "i-polelaine/resource-6", "economy", "market");
  set_field (f, "monograph_section", "mo-laine/section-1", "body", "Tout autre chose.");
  after = mlg_project_version_read (f->project, &version, FALSE, &error);
  g_assert_no_error (error);
  got_html = html_of (after);
  got = without_pictures (got_html);
  g_assert_cmpstr (got, ==, expected);

  g_assert_true (mlg_project_monograph_freeze (f->project, &id, NULL, NULL, &second, &error));
  record = mlg_project_get_record (f->project, mlg_schema_find ("monograph_version"), &second);
  g_assert_cmpstr (mlg_record_get_named (record, "n"), ==, "2");
}

static void
test_words_taken_back_are_not_published_again (Fixture       *f,
                                               gconstpointer  data)
{
  MlgId id = resolve (f, "monograph", "mo-laine"), version;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMonograph) read = NULL;

  g_assert_true (mlg_project_monograph_freeze (f->project, &id, "Avant", NULL, &version, &error));
  set_field (f, "verbatim", "v-04", "consent", "refused");
  read = mlg_project_version_read (f->project, &version, FALSE, &error);
  g_assert_null (read);
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CONSENT);
}

static void
test_a_version_is_put_back_and_undone (Fixture       *f,
                                       gconstpointer  data)
{
  const MlgEntity *entity = mlg_schema_find ("monograph_section");
  MlgId id = resolve (f, "monograph", "mo-laine"), section = resolve (f, "monograph_section", "mo-laine/section-1");
  MlgId other = resolve (f, "monograph_section", "mo-laine/section-2"), version;
  g_autoptr(MlgRecord) record = mlg_project_get_record (f->project, entity, &section);
  g_autofree char *first = g_strdup (mlg_record_get_named (record, "body"));
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) frozen = NULL, today = NULL;

  g_assert_true (mlg_project_monograph_freeze (f->project, &id, "Avant", NULL, &version, &error));
  set_field (f, "monograph_section", "mo-laine/section-1", "body", "Tout autre chose.");
  g_assert_true (mlg_project_delete (f->project, entity, &other, &error));

  frozen = mlg_project_version_get_texts (f->project, &version, &error);
  today = mlg_project_monograph_get_texts (f->project, &id);
  g_assert_cmpuint (frozen->len, ==, 12);
  g_assert_cmpuint (today->len, ==, 11);

  g_assert_true (mlg_project_version_restore (f->project, &version, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (mlg_record_get_named (record, "body"), ==, first);
  g_array_unref (today);
  today = mlg_project_monograph_get_texts (f->project, &id);
  g_assert_cmpuint (today->len, ==, 12);

  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_cmpstr (mlg_record_get_named (record, "body"), ==, "Tout autre chose.");
}

/* ---- photographs */

static char *
make_picture (Fixture *f,
              int      width,
              int      height,
              gboolean alpha)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  char *path = g_build_filename (f->folder, "photo.png", NULL);
  g_autoptr(GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", &error, "tEXt::Comment", "secret de l’appareil", NULL));
  return path;
}

static void
test_a_photograph_is_kept_and_made_smaller (Fixture       *f,
                                            gconstpointer  data)
{
  MlgId id = resolve (f, "monograph", "mo-laine"), photo;
  g_autofree char *path = make_picture (f, 4000, 1000, FALSE);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgRecord) record = NULL;
  g_autofree char *id_text = NULL;
  g_autofree char *address = NULL;
  g_autoptr(MlgLive) live = NULL;
  gsize length;
  const char *bytes;

  g_assert_true (mlg_project_photo_add (f->project, mlg_schema_find ("monograph"), &id, path, "L’atelier", &photo, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_remove (path), ==, 0);

  record = mlg_project_get_record (f->project, mlg_schema_find ("attachment"), &photo);
  g_assert_cmpstr (mlg_record_get_named (record, "media_type"), ==, "image/jpeg");
  g_assert_cmpuint (strlen (mlg_record_get_named (record, "checksum")), ==, 64);
  id_text = mlg_id_dup_text (&photo);
  address = g_strconcat ("maillage:photo/", id_text, NULL);
  live = live_of (f, "mo-laine", address, MLG_LIVE_FOR_GROUP);
  g_assert_null (live->problem);
  g_assert_cmpstr (live->caption, ==, "L’atelier");
  bytes = g_bytes_get_data (live->image, &length);
  g_assert_cmpuint (length, <, 200000);
  g_assert_null (g_strstr_len (bytes, length, "secret"));
}

static void
test_what_is_no_picture_is_refused (Fixture       *f,
                                    gconstpointer  data)
{
  MlgId id = resolve (f, "monograph", "mo-laine"), photo;
  g_autofree char *path = g_build_filename (f->folder, "texte.jpg", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "ceci est un texte", -1, NULL));
  g_assert_false (mlg_project_photo_add (f->project, mlg_schema_find ("monograph"), &id, path, NULL, &photo, &error));
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "texte.jpg"));
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("attachment")), ==, 0);
}

static void
test_a_deleted_photograph_stays_in_a_frozen_version (Fixture       *f,
                                                     gconstpointer  data)
{
  MlgId id = resolve (f, "monograph", "mo-laine"), photo, version;
  g_autofree char *path = make_picture (f, 100, 80, TRUE);
  g_autoptr(GError) error = NULL;
  g_autofree char *id_text = NULL;
  g_autofree char *body = NULL;
  g_autofree char *html = NULL;
  g_autoptr(MlgMonograph) read = NULL;

  g_assert_true (mlg_project_photo_add (f->project, mlg_schema_find ("monograph"), &id, path, NULL, &photo, &error));
  id_text = mlg_id_dup_text (&photo);
  body = g_strdup_printf ("![La laine](<maillage:photo/%s?width=50>)", id_text);
  set_field (f, "monograph_section", "mo-laine/section-1", "body", body);
  g_assert_true (mlg_project_monograph_freeze (f->project, &id, "Avec photo", NULL, &version, &error));
  g_assert_true (mlg_project_delete (f->project, mlg_schema_find ("attachment"), &photo, &error));
  read = mlg_project_version_read (f->project, &version, TRUE, &error);
  g_assert_no_error (error);
  html = html_of (read);
  g_assert_nonnull (strstr (html, "data:image/png;base64,"));
  g_assert_nonnull (strstr (html, "alt=\"La laine\""));
}

/* ---- outlines, collections */

static guint
count_sections (Fixture     *f,
                const MlgId *monograph,
                gboolean     filled)
{
  g_autoptr(GPtrArray) sections = mlg_project_referring (f->project, mlg_schema_find ("monograph_section"), "monograph", monograph);
  guint n = 0;

  for (guint i = 0; i < sections->len; i++)
    n += !filled || mlg_record_get_named (sections->pdata[i], "body") != NULL;
  return n;
}

static void
test_an_outline_begins_with_what_the_file_knows (Fixture       *f,
                                                 gconstpointer  data)
{
  MlgId initiative = resolve (f, "initiative", "i-polelaine"), id, empty;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMonograph) draft = NULL;
  g_autoptr(GPtrArray) list = mlg_project_templates_list (f->project);

  g_assert_cmpuint (list->len, ==, 4);
  g_assert_true (mlg_project_template_write (f->project, "mes", NULL, &initiative, &id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_sections (f, &id, FALSE), ==, 14);
  g_assert_cmpuint (count_sections (f, &id, TRUE), >=, 5);
  draft = mlg_project_monograph_new (f->project, &id, TRUE, &error);
  g_assert_cmpstr (draft->title, ==, "Pôle Laine du Pays de Saugues");

  g_assert_true (mlg_project_template_write (f->project, "valorisation", "Fiche", NULL, &empty, &error));
  g_assert_cmpuint (count_sections (f, &empty, TRUE), ==, 0);
  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_false (mlg_project_template_write (f->project, "sonate", NULL, NULL, &empty, &error));
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_NOT_FOUND);
}

static void
test_an_outline_is_kept_in_the_file (Fixture       *f,
                                     gconstpointer  data)
{
  MlgId monograph = resolve (f, "monograph", "mo-laine"), kept, copied, written;
  g_autoptr(GError) error = NULL;
  g_autofree char *id_text = NULL;
  g_autoptr(GPtrArray) list = NULL;

  mlg_project_template_copy (f->project, "story", "Notre récit", &copied, &error);
  g_assert_no_error (error);
  g_assert_true (mlg_project_template_keep (f->project, &monograph, "Comme Saugues", &kept, &error));
  list = mlg_project_templates_list (f->project);
  g_assert_cmpuint (list->len, ==, 6);
  g_assert_true (((MlgTemplateInfo *) g_ptr_array_index (list, 0))->in_file);

  id_text = mlg_id_dup_text (&kept);
  g_assert_true (mlg_project_template_write (f->project, id_text, "Nouvelle", NULL, &written, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_sections (f, &written, FALSE), ==, 12);
  g_assert_cmpuint (count_sections (f, &written, TRUE), ==, 0);

  /* What is there is not asked twice. */
  g_assert_true (mlg_project_template_apply (f->project, "mes", &written, &error));
  g_assert_cmpuint (count_sections (f, &written, FALSE), ==, 14);
}

/* ---- outlines that are changed */

static void
ask (MlgMonographOutline *outline,
     guint                section,
     const char          *question)
{
  g_ptr_array_add (((MlgOutlineSection *) g_ptr_array_index (outline->sections, section))->ask, g_strdup (question));
}

static char *
changed_by (const char *text,
            const char *who,
            guint       which)
{
  g_autoptr(MlgMonographOutline) outline = mlg_monograph_outline_parse (text);
  g_autofree char *question = g_strdup_printf ("Que demande %s ?", who);
  g_autofree char *title = g_strdup_printf ("Rubrique de %s", who);

  if (which == 0)       /* a question more in one section, and a section at the end */
    {
      ask (outline, 2, question);
      mlg_outline_section_set (&mlg_monograph_outline_insert (outline, G_MAXUINT)->title, title);
    }
  else if (which == 1)  /* a section in the middle, another taken out */
    {
      mlg_outline_section_set (&mlg_monograph_outline_insert (outline, 3)->title, title);
      g_ptr_array_remove_index (outline->sections, 5);
    }
  else                  /* one renamed, a question more there */
    {
      mlg_outline_section_set (&((MlgOutlineSection *) g_ptr_array_index (outline->sections, 0))->title, title);
      ask (outline, 0, question);
    }
  return mlg_monograph_outline_to_text (outline);
}

static guint
count_titles (const MlgMonographOutline *outline,
              const char                *title)
{
  guint n = 0;

  for (guint i = 0; i < outline->sections->len; i++)
    n += g_strcmp0 (((MlgOutlineSection *) g_ptr_array_index (outline->sections, i))->title, title) == 0;
  return n;
}

/* Two people change one outline: it is an outline still, with the sections of both. */
static void
test_an_outline_changed_by_two_is_merged (Fixture       *f,
                                          gconstpointer  data)
{
  static const guint pairs[][2] = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 0, 2 }, { 2, 0 }, { 2, 1 }, { 1, 2 } };
  g_autoptr(MlgMonographOutline) story = mlg_project_template_read (f->project, "story", NULL);
  g_autofree char *base = mlg_monograph_outline_to_text (story);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *ours = changed_by (base, "Ana", pairs[i][0]);
      g_autofree char *theirs = changed_by (base, "Bo", pairs[i][1]);
      g_autofree char *merged = mlg_text_merge (base, ours, theirs);
      g_autoptr(MlgMonographOutline) outline = merged != NULL ? mlg_monograph_outline_parse (merged) : NULL;
      g_autofree char *again = NULL;

      g_assert_nonnull (merged);
      g_assert_nonnull (outline);
      g_assert_cmpuint (count_titles (outline, "Rubrique de Ana"), ==, 1);
      g_assert_cmpuint (count_titles (outline, "Rubrique de Bo"), ==, 1);
      if (pairs[i][0] != 1)
        g_assert_nonnull (strstr (merged, "Que demande Ana ?"));
      if (pairs[i][1] != 1)
        g_assert_nonnull (strstr (merged, "Que demande Bo ?"));
      again = mlg_monograph_outline_to_text (outline);
      g_assert_cmpstr (again, ==, merged);
    }
}

static void
test_an_outline_goes_to_another_file_and_is_changed_there (Fixture       *f,
                                                           gconstpointer  data)
{
  MlgId monograph = resolve (f, "monograph", "mo-laine"), kept, taken, written;
  g_autofree char *path = g_build_filename (f->folder, "trame.json", NULL);
  g_autofree char *kept_id = NULL;
  g_autofree char *taken_id = NULL;
  g_autoptr(MlgMonographOutline) outline = NULL;
  g_autoptr(MlgMonograph) draft = NULL;
  g_autofree char *html = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_project_template_keep (f->project, &monograph, "Comme « Saugues »", &kept, &error));
  kept_id = mlg_id_dup_text (&kept);
  g_assert_true (mlg_project_template_export (f->project, kept_id, path, &error));
  g_assert_true (mlg_project_template_import (f->project, path, &taken, &error));
  taken_id = mlg_id_dup_text (&taken);
  outline = mlg_project_template_read (f->project, taken_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (outline->title, ==, "Comme « Saugues »");
  g_assert_cmpuint (outline->sections->len, ==, 12);

  /* Three stay; one of them asks something else. */
  g_ptr_array_set_size (outline->sections, 3);
  ask (outline, 2, "Qui n’a pas été « entendu » \\ écouté ?");
  mlg_outline_section_set (&outline->title, "Trois questions");
  g_assert_true (mlg_project_template_change (f->project, &taken, outline, &error));
  g_assert_no_error (error);
  g_assert_true (mlg_project_template_write (f->project, taken_id, "Nouvelle", NULL, &written, &error));
  draft = mlg_project_monograph_new (f->project, &written, TRUE, &error);
  g_assert_cmpuint (draft->sections->len, ==, 3);
  html = html_of (draft);
  g_assert_nonnull (strstr (html, "entendu"));

  /* The monograph, then the change: each one step back. */
  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_true (mlg_project_undo (f->project, &error));
  g_clear_pointer (&outline, mlg_monograph_outline_free);
  outline = mlg_project_template_read (f->project, taken_id, &error);
  g_assert_cmpuint (outline->sections->len, ==, 12);
}

static void
test_what_is_no_outline_is_refused (Fixture       *f,
                                    gconstpointer  data)
{
  static const char *const texts[] = { "", "{", "[]", "{\"sections\": 3}", "{\"title\": \"x\"}", "\xff\xfe", "nom;ville\nA;B\n",
                                       "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[" };
  g_autofree char *path = g_build_filename (f->folder, "autre.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_false (mlg_project_template_import (f->project, path, NULL, &error));
      g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT);
    }
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("monograph_template")), ==, 0);
}

/* The story of a territory does not ask the seven questions of another outline. */
static void
test_each_outline_asks_its_own_questions (Fixture       *f,
                                          gconstpointer  data)
{
  g_autoptr(MlgMonograph) draft = NULL;
  g_autoptr(MlgMonograph) published = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id;

  g_assert_true (mlg_project_template_write (f->project, "story", "Notre histoire", NULL, &id, &error));
  draft = mlg_project_monograph_new (f->project, &id, TRUE, &error);
  published = mlg_project_monograph_new (f->project, &id, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (draft->sections->len, ==, 6);
  g_assert_cmpuint (published->sections->len, ==, 0);
  g_assert_cmpuint (published->missing->len, ==, 6);
  g_assert_cmpstr (g_ptr_array_index (published->missing, 1), ==, "Qui a eu l’idée, à quel moment ?");
}

static void
test_three_monographs_make_a_collection (Fixture       *f,
                                         gconstpointer  data)
{
  MlgId ids[] = { resolve (f, "monograph", "mo-laine"), resolve (f, "monograph", "mo-entraide"), resolve (f, "monograph", "mo-matdrome") };
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMonograph) dossier = mlg_project_dossier_new (f->project, ids, 3, "Coopérer", FALSE, &error);
  g_autofree char *html = NULL;

  g_assert_no_error (error);
  html = html_of (dossier);
  g_assert_nonnull (strstr (html, "<h1>Coopérer</h1>"));
  g_assert_nonnull (strstr (html, ">Pôle Laine du Pays de Saugues</h2>"));
  /* A block about « this monograph » is about its own chapter. */
  g_assert_cmpuint (g_hash_table_size (dossier->lives), ==, 5 + 6 + 6);
  g_assert_cmpuint (dossier->missing->len, ==, 1 + 3 + 2);
}

#define ADD(name, function) \
  g_test_add ("/exchange-monograph/" name, Fixture, NULL, set_up_demo, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-partnership-shows-its-five-axes", test_a_partnership_shows_its_five_axes);
  ADD ("the-ring-of-an-initiative-counts-what-it-has", test_the_ring_of_an_initiative_counts_what_it_has);
  ADD ("a-monograph-counts-the-partnerships-it-tells-of", test_a_monograph_counts_the_partnerships_it_tells_of);
  ADD ("a-block-is-about-whom-one-chooses", test_a_block_is_about_whom_one_chooses);
  ADD ("a-block-without-anything-to-show-says-so", test_a_block_without_anything_to_show_says_so);
  ADD ("every-kind-has-words-for-who-does-not-see-it", test_every_kind_has_words_for_who_does_not_see_it);
  ADD ("what-is-gone-says-so", test_what_is_gone_says_so);
  ADD ("a-block-follows-the-file", test_a_block_follows_the_file);
  ADD ("a-long-name-on-a-drawing-is-the-short-one", test_a_long_name_on_a_drawing_is_the_short_one);
  ADD ("readers-do-not-see-what-the-group-keeps", test_readers_do_not_see_what_the_group_keeps);
  ADD ("the-projector-shows-no-person", test_the_projector_shows_no_person);
  ADD ("a-block-survives-json", test_a_block_survives_json);
  g_test_add_func ("/exchange-monograph/a-strange-block-is-refused-or-harmless", test_a_strange_block_is_refused_or_harmless);
  ADD ("a-link-follows-the-name-and-notes-come-from-sources", test_a_link_follows_the_name_and_notes_come_from_sources);
  ADD ("a-quotation-in-the-text-waits-for-consent", test_a_quotation_in_the_text_waits_for_consent);
  ADD ("everybody-to-be-asked-is-named", test_everybody_to_be_asked_is_named);
  ADD ("a-frozen-version-stays-as-it-was", test_a_frozen_version_stays_as_it_was);
  ADD ("words-taken-back-are-not-published-again", test_words_taken_back_are_not_published_again);
  ADD ("a-version-is-put-back-and-undone", test_a_version_is_put_back_and_undone);
  ADD ("a-photograph-is-kept-and-made-smaller", test_a_photograph_is_kept_and_made_smaller);
  ADD ("what-is-no-picture-is-refused", test_what_is_no_picture_is_refused);
  ADD ("a-deleted-photograph-stays-in-a-frozen-version", test_a_deleted_photograph_stays_in_a_frozen_version);
  ADD ("an-outline-begins-with-what-the-file-knows", test_an_outline_begins_with_what_the_file_knows);
  ADD ("an-outline-is-kept-in-the-file", test_an_outline_is_kept_in_the_file);
  ADD ("an-outline-changed-by-two-is-merged", test_an_outline_changed_by_two_is_merged);
  ADD ("an-outline-goes-to-another-file-and-is-changed-there", test_an_outline_goes_to_another_file_and_is_changed_there);
  ADD ("what-is-no-outline-is-refused", test_what_is_no_outline_is_refused);
  ADD ("each-outline-asks-its-own-questions", test_each_outline_asks_its_own_questions);
  ADD ("three-monographs-make-a-collection", test_three_monographs_make_a_collection);
  return g_test_run ();
}
