/* A monograph as pages, as HTML and as Markdown. */

#include "document/mlg-document-private.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* ---- a monograph like the one of the demonstration, invented where it can be */

static MlgMonographSection *
add_section (MlgMonograph *monograph,
             const char   *heading,
             const char   *question,
             const char   *body,
             const char   *to_ask)
{
  MlgMonographSection *section = mlg_monograph_add_section (monograph);

  section->heading = g_strdup (heading);
  section->question = g_strdup (question);
  section->body = g_strdup (body);
  if (to_ask != NULL)
    g_ptr_array_add (section->to_complete, g_strdup (to_ask));
  return section;
}

static void
add_quotation (MlgMonographSection *section,
               const char          *text,
               const char          *speaker)
{
  MlgQuotation *quotation = mlg_monograph_add_quotation (section);

  quotation->text = g_strdup (text);
  quotation->speaker = g_strdup (speaker);
  quotation->function = g_strdup ("directrice de l’atelier");
}

static MlgMonograph *
seven_questions (gboolean draft)
{
  MlgMonograph *monograph = mlg_monograph_new ();
  MlgMonographSection *section;

  monograph->title = g_strdup ("Pôle Laine du Pays de Saugues");
  monograph->subtitle = g_strdup ("Pays de Saugues, Haute-Loire");
  monograph->authors = g_strdup ("Zoé Œillet, Noël Aït-Kaci");
  monograph->author_mode = g_strdup ("Une personne tierce (mise en récit)");
  monograph->licence = g_strdup ("CC BY-SA 4.0");
  monograph->date = g_strdup ("novembre 2026");
  monograph->language = g_strdup ("fr");
  monograph->draft = draft;

  section = add_section (monograph, "Satisfaction de besoins non-couverts", "Origine du projet ?",
                         "À l’origine, deux habitants **bénévoles**, éleveurs de chèvres, décident de travailler la _laine_.",
                         "Quels besoins locaux étaient non couverts ?");
  add_quotation (section, "Deux bénévoles ont décidé de travailler la laine.", "Inès Çelik");
  g_ptr_array_add (section->notes, g_strdup ("Fiche WikiRésilience, 2015."));
  add_section (monograph, "Satisfaction de besoins non-couverts", "Quelle marge de manœuvre était à disposition ?",
               "L’appel à projet donne le premier cadre :\n\n- les chercheurs (30 000 euros) ;\n- le PLIE.", NULL);
  add_section (monograph, "L’innovation sociale", "Comment définir l’innovation sociale ?", NULL,
               "Comment les acteurs définissent-ils l’innovation sociale ?");
  add_section (monograph, "L’innovation sociale", "D’où vient l’innovation dans le projet ?",
               "Reconfiguration des parties prenantes[^1].\n\n[^1]: Diagnostic du bois, de la pierre et de la laine.", NULL);
  add_section (monograph, "Renforcement de la coopération entre acteurs", "Quel était le processus de participation ?",
               "1. bénévoles\n2. chercheurs\n3. étudiants", NULL);
  add_section (monograph, "Renforcement de la coopération entre acteurs", "Quels étaient les modes de régulation ?",
               "> surtout intéressée par la dimension culturelle", NULL);
  add_section (monograph, "Renforcement de la coopération entre acteurs", "Quels outils ont été utilisés ?",
               "Stages de master, [un diagnostic](https://exemple.test/diagnostic).", NULL);
  return monograph;
}

static MlgDocument *
document_of (MlgMonograph *monograph)
{
  MlgDocument *document = mlg_document_new (monograph);

  mlg_monograph_free (monograph);
  return document;
}

static guint
count_blocks (MlgDocument  *document,
              MlgBlockKind  kind)
{
  guint n_blocks = 0;

  for (guint i = 0; i < document->blocks->len; i++)
    n_blocks += ((const MlgBlock *) g_ptr_array_index (document->blocks, i))->kind == kind;
  return n_blocks;
}

static guint
count_text (const char *text,
            const char *needle)
{
  guint n_found = 0;

  for (const char *p = text; (p = strstr (p, needle)) != NULL; p += strlen (needle))
    n_found++;
  return n_found;
}

/* What @program prints; NULL when it is not installed. */
static char *
run_program (const char *const *arguments)
{
  g_autofree char *program = g_find_program_in_path (arguments[0]);
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  if (program == NULL)
    return NULL;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_test_message ("%s: %s%s", arguments[0], output, errors);
  g_assert_no_error (error);
  return g_steal_pointer (&output);
}

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("maillage-document-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  GDir *dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
}

/* ---- the tree */

static void
test_draft_asks_the_unanswered_question (void)
{
  g_autoptr(MlgDocument) document = document_of (seven_questions (TRUE));
  g_autofree char *html = mlg_document_to_html (document);

  g_assert_cmpuint (count_blocks (document, MLG_BLOCK_PART), ==, 3);
  g_assert_cmpuint (count_blocks (document, MLG_BLOCK_QUESTION), ==, 7);
  g_assert_cmpuint (count_text (html, "<strong>To complete</strong>"), ==, 1);
  g_assert_nonnull (strstr (html, "Comment les acteurs définissent-ils"));
  g_assert_cmpuint (count_blocks (document, MLG_BLOCK_NOTICE), ==, 0);
}

static void
test_published_version_leaves_it_out_and_says_so (void)
{
  g_autoptr(MlgDocument) document = document_of (seven_questions (FALSE));
  g_autofree char *html = mlg_document_to_html (document);

  g_assert_cmpuint (count_blocks (document, MLG_BLOCK_QUESTION), ==, 6);
  g_assert_cmpuint (count_blocks (document, MLG_BLOCK_TO_COMPLETE), ==, 0);
  g_assert_cmpuint (count_blocks (document, MLG_BLOCK_NOTICE), ==, 1);
  g_assert_cmpuint (count_text (html, "Comment définir l’innovation sociale"), ==, 1);      /* in the list of what is missing */
  g_assert_nonnull (strstr (html, "1 guiding question has no answer yet"));
}

static void
test_optional_section_without_text_is_silent (void)
{
  MlgMonograph *monograph = seven_questions (FALSE);
  g_autoptr(MlgDocument) document = NULL;

  ((MlgMonographSection *) g_ptr_array_index (monograph->sections, 2))->optional = TRUE;
  document = document_of (monograph);
  g_assert_cmpuint (count_blocks (document, MLG_BLOCK_NOTICE), ==, 0);
}

/* ---- pages */

static char *
random_words (GRand *random,
              guint  most)
{
  GString *text = g_string_new (NULL);
  guint n = g_rand_int_range (random, 1, most + 1);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", i % 3 == 0 ? "coopération" : i % 3 == 1 ? "de" : "l’atelier");
  return g_string_free (text, FALSE);
}

/* A table or a story of any length; its address. */
static char *
add_random_live (MlgMonograph *monograph,
                 GRand        *random,
                 guint         number)
{
  gboolean table = g_rand_boolean (random);
  char *address = g_strdup_printf ("maillage:%s/x-%u", table ? "axes" : "timeline", number);
  MlgLive *live = mlg_live_new (table ? MLG_LIVE_AXES : MLG_LIVE_TIMELINE, address);
  guint n = g_rand_int_range (random, 1, g_rand_int_range (random, 0, 4) == 0 ? 90 : 9);

  live->caption = g_strdup ("Une légende");
  for (guint k = 0; table && k < 3; k++)
    g_ptr_array_add (live->columns, g_strdup_printf ("Colonne %u", k));
  for (guint i = 0; i < n; i++)
    if (table)
      {
        GPtrArray *row = mlg_live_add_row (live);

        for (guint k = 0; k < 3; k++)
          mlg_live_set_cell (row, k, random_words (random, g_rand_int_range (random, 0, 30) == 0 ? 900 : 12));
      }
    else
      {
        MlgLiveMoment moment = { g_strdup_printf ("%u", 1900 + i), 1900 + i, 1901 + i, random_words (random, 20), FALSE };

        g_array_append_val (live->moments, moment);
      }
  g_hash_table_insert (monograph->lives, g_strdup (address), live);
  return address;
}

static MlgMonograph *
random_monograph (GRand *random,
                  guint  n_sections)
{
  static const char *const words[] = {
    "coopération", "territoire", "laine", "atelier", "œuvre", "l’épicerie", "habitants", "de", "la", "et", "partenariat",
    "aujourd’hui", "manœuvre", "élus", "à", "reconfiguration", "jardin", "**essentiel**", "_parfois_",
  };
  MlgMonograph *monograph = mlg_monograph_new ();

  monograph->title = g_strdup ("Une monographie d’essai");
  for (guint i = 0; i < n_sections; i++)
    {
      g_autoptr(GString) body = g_string_new (NULL);
      g_autofree char *part = g_strdup_printf ("Rubrique %u", i / 4 + 1);
      guint n_paragraphs = g_rand_int_range (random, 1, 6);
      MlgMonographSection *section;

      for (guint p = 0; p < n_paragraphs; p++)
        {
          guint n_words = g_rand_int_range (random, 1, 180);

          g_string_append (body, p == 0 ? "" : "\n\n");
          g_string_append (body, g_rand_int_range (random, 0, 6) == 0 ? "- " : "");
          for (guint w = 0; w < n_words; w++)
            g_string_append_printf (body, "%s ", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
          if (g_rand_int_range (random, 0, 3) == 0)
            g_string_append_printf (body, "fin[^%u]", p);
          if (g_rand_int_range (random, 0, 6) == 0)
            {
              g_autofree char *address = add_random_live (monograph, random, i * 10 + p);

              g_string_append_printf (body, "\n\n![](<%s>)", address);
            }
        }
      for (guint p = 0; p < n_paragraphs; p++)
        {
          guint n_words = g_rand_int_range (random, 1, g_rand_int_range (random, 0, 20) == 0 ? 900 : 60);

          g_string_append_printf (body, "\n\n[^%u]:", p);
          for (guint w = 0; w < n_words; w++)
            g_string_append_printf (body, " mot%u", w);
        }
      section = add_section (monograph, part, "Quelle question posait-on aux acteurs du territoire, et pourquoi ?", body->str, NULL);
      if (g_rand_boolean (random))
        add_quotation (section, body->str, "Inès Çelik");
    }

  return monograph;
}

static guint32
choose_seed (void)
{
  const char *given = g_getenv ("MLG_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();

  g_test_message ("MLG_SEED=%u", seed);
  return seed;
}

static const MlgFlowItem *
item_of (MlgDocument       *document,
         const MlgFragment *fragment)
{
  return &g_array_index (document->flow, MlgFlowItem, fragment->item);
}

/* Lines do not overlap each other, nor the notes, nor the edge. */
static void
check_room (MlgDocument   *document,
            const MlgPage *page)
{
  double foot = page->notes_height > 0 ? MLG_TEXT_HEIGHT - page->notes_height - MLG_NOTES_GAP : MLG_TEXT_HEIGHT;
  double y = 0;

  for (guint i = 0; i < page->fragments->len; i++)
    {
      const MlgFragment *fragment = &g_array_index (page->fragments, MlgFragment, i);
      const MlgFlowItem *item = item_of (document, fragment);

      g_assert_cmpfloat (fragment->y, >=, y - 0.01);
      y = fragment->y + fragment->n_lines * item->leading;
    }
  g_assert_cmpfloat (y, <=, foot + 0.02);

  y = 0;
  for (guint i = 0; i < page->notes->len; i++)
    {
      const MlgFragment *fragment = &g_array_index (page->notes, MlgFragment, i);
      const MlgFlowItem *item = &g_array_index (document->note_flow, MlgFlowItem, fragment->item);

      g_assert_cmpfloat (fragment->y, >=, y - 0.01);
      y = fragment->y + fragment->n_lines * item->leading;
    }
  g_assert_cmpfloat (y, <=, page->notes_height + 0.01);
}

/* No heading at the foot, no single line left behind or sent ahead. */
static void
check_breaks (MlgDocument   *document,
              const MlgPage *page,
              gboolean       last_page)
{
  const MlgFragment *last = &g_array_index (page->fragments, MlgFragment, page->fragments->len - 1);
  const MlgFlowItem *item = item_of (document, last);

  if (!last_page)
    g_assert_false (item->keep_with_next && item->unbreakable);

  for (guint i = 0; i < page->fragments->len; i++)
    {
      const MlgFragment *fragment = &g_array_index (page->fragments, MlgFragment, i);
      guint n_lines = item_of (document, fragment)->n_lines;
      guint end = fragment->first_line + fragment->n_lines;

      if (fragment->first_line > 0 || end < n_lines)
        g_assert_cmpuint (fragment->n_lines, >=, 2);
    }
}

static void
test_nothing_overlaps_and_nothing_is_orphaned (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (choose_seed ());

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr(MlgDocument) document = document_of (random_monograph (random, 12));
      guint n_pages = mlg_document_layout (document);

      g_assert_cmpuint (n_pages, ==, 1 + document->contents_pages->len + document->pages->len);
      for (guint p = 0; p < document->pages->len; p++)
        {
          const MlgPage *page = g_ptr_array_index (document->pages, p);

          check_room (document, page);
          if (page->fragments->len > 0)
            check_breaks (document, page, p + 1 == document->pages->len);
        }
    }
}

/* At the top of a page in the middle of a table: what its columns are. */
static gboolean
is_repeated_heading (MlgDocument   *document,
                     const MlgPage *page,
                     guint          i)
{
  const MlgFragment *fragment = &g_array_index (page->fragments, MlgFragment, i);
  const MlgFlowItem *item = item_of (document, fragment);

  if (i > 0 || page->fragments->len < 2 || item->block->kind != MLG_BLOCK_ROW || item->block->drawing == NULL || item->block->level > 0)
    return FALSE;
  return fragment[1].item != fragment->item + 1;
}

/* Every line of every block and note stands on exactly one page, in order; but headings of tables come again. */
static void
test_every_line_is_printed_once (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (choose_seed ());
  g_autoptr(MlgDocument) document = document_of (random_monograph (random, 40));
  guint item = 0, line = 0, n_note_lines = 0, n_wanted = 0;

  mlg_document_layout (document);
  for (guint p = 0; p < document->pages->len; p++)
    {
      const MlgPage *page = g_ptr_array_index (document->pages, p);

      for (guint i = 0; i < page->fragments->len; i++)
        {
          const MlgFragment *fragment = &g_array_index (page->fragments, MlgFragment, i);

          if (is_repeated_heading (document, page, i))
            {
              g_assert_true (item_of (document, fragment + 1)->block->drawing == item_of (document, fragment)->block->drawing);
              continue;
            }
          g_assert_cmpuint (fragment->item, ==, item);
          g_assert_cmpuint (fragment->first_line, ==, line);
          line += fragment->n_lines;
          if (line == item_of (document, fragment)->n_lines)
            {
              item++;
              line = 0;
            }
        }
      for (guint i = 0; i < page->notes->len; i++)
        n_note_lines += g_array_index (page->notes, MlgFragment, i).n_lines;
    }

  g_assert_cmpuint (item, ==, document->blocks->len);
  for (guint i = 0; i < document->note_flow->len; i++)
    n_wanted += g_array_index (document->note_flow, MlgFlowItem, i).n_lines;
  g_assert_cmpuint (n_note_lines, ==, n_wanted);
}

static MlgMonograph *
long_table (guint n_rows)
{
  MlgMonograph *monograph = mlg_monograph_new ();
  MlgLive *live = mlg_live_new (MLG_LIVE_AXES, "maillage:axes/x-1");

  monograph->title = g_strdup ("Un long tableau");
  add_section (monograph, "Rubrique", "Qui fait quoi ?", "Voici :\n\n![](<maillage:axes/x-1>)", NULL);
  live->caption = g_strdup ("Une légende");
  for (guint k = 0; k < 3; k++)
    g_ptr_array_add (live->columns, g_strdup_printf ("Colonne%u", k));
  for (guint i = 0; i < n_rows; i++)
    {
      GPtrArray *row = mlg_live_add_row (live);

      for (guint k = 0; k < 3; k++)
        mlg_live_set_cell (row, k, g_strdup_printf ("case%u-%u", i, k));
    }
  g_hash_table_insert (monograph->lives, g_strdup ("maillage:axes/x-1"), live);
  return monograph;
}

static void
test_table_says_its_columns_on_every_page (Fixture       *f,
                                           gconstpointer  data)
{
  g_autoptr(MlgDocument) document = document_of (long_table (100));
  g_autofree char *path = g_build_filename (f->folder, "tableau.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  guint n_headings = 0;

  mlg_document_layout (document);
  g_assert_cmpuint (document->pages->len, >=, 3);
  for (guint p = 0; p < document->pages->len; p++)
    {
      const MlgPage *page = g_ptr_array_index (document->pages, p);

      for (guint i = 0; i < page->fragments->len; i++)
        {
          const MlgBlock *block = item_of (document, &g_array_index (page->fragments, MlgFragment, i))->block;

          n_headings += block->kind == MLG_BLOCK_ROW && block->level == 0;
        }
      check_room (document, page);
    }
  g_assert_cmpuint (n_headings, ==, document->pages->len);

  g_assert_true (mlg_document_write_pdf (document, path, &error));
  g_assert_no_error (error);
  text = run_program ((const char *[]) { "pdftotext", path, "-", NULL });
  if (text == NULL)
    {
      g_test_skip ("poppler-utils is not installed");
      return;
    }
  g_assert_cmpuint (count_text (text, "Colonne1"), ==, document->pages->len);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *cell = g_strdup_printf ("case%u-2\n", i);

      g_assert_cmpuint (count_text (text, cell), ==, 1);
    }
}

static gboolean
page_has_ink (MlgDocument *document,
              guint        page)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 298, 421);
  cairo_t *cr = cairo_create (surface);
  gboolean ink = FALSE;
  const guint8 *pixels;

  cairo_scale (cr, 0.5, 0.5);
  mlg_document_draw_page (document, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  for (gsize i = 0; !ink && i < (gsize) cairo_image_surface_get_stride (surface) * 421; i += 4)
    ink = pixels[i] < 128;
  cairo_surface_destroy (surface);
  return ink;
}

static void
test_preview_draws_every_page (void)
{
  g_autoptr(MlgDocument) document = document_of (seven_questions (TRUE));
  guint n_pages = mlg_document_layout (document);

  g_assert_cmpuint (n_pages, >=, 3);
  for (guint i = 0; i < n_pages; i++)
    g_assert_true (page_has_ink (document, i));
}

static void
test_pdf_is_sound_and_reads_in_order (Fixture       *f,
                                      gconstpointer  data)
{
  static const char *const in_order[] = {
    "Pôle Laine", "Zoé Œillet", "Contents", "Satisfaction de besoins", "Origine du projet",
    "deux habitants bénévoles", "Inès Çelik", "manœuvre", "L’innovation sociale", "To complete", "parties prenantes", "étudiants",
  };
  g_autoptr(MlgDocument) document = document_of (seven_questions (TRUE));
  g_autofree char *path = g_build_filename (f->folder, "été.pdf", NULL);
  g_autofree char *checked = NULL;
  g_autofree char *text = NULL;
  g_autofree char *about = NULL;
  g_autoptr(GError) error = NULL;
  const char *p;

  g_assert_true (mlg_document_write_pdf (document, path, &error));
  g_assert_no_error (error);

  checked = run_program ((const char *[]) { "qpdf", "--check", path, NULL });
  text = run_program ((const char *[]) { "pdftotext", path, "-", NULL });
  about = run_program ((const char *[]) { "pdfinfo", path, NULL });
  if (checked == NULL || text == NULL || about == NULL)
    {
      g_test_skip ("qpdf or poppler-utils is not installed");
      return;
    }

  p = text;
  for (guint i = 0; i < G_N_ELEMENTS (in_order); i++)
    {
      p = strstr (p, in_order[i]);
      if (p == NULL)
        g_test_message ("not found in its place: %s", in_order[i]);
      g_assert_nonnull (p);
    }
  g_assert_nonnull (strstr (about, "Pôle Laine du Pays de Saugues"));
  g_assert_nonnull (strstr (about, "Zoé Œillet"));
  g_assert_nonnull (strstr (about, "Tagged:"));
  g_assert_nonnull (strstr (about, "yes"));
}

static void
test_pdf_names_its_language (void)
{
  g_autoptr(MlgDocument) document = document_of (seven_questions (TRUE));
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = mlg_document_to_pdf (document, &error);
  gsize length;
  const char *bytes = g_bytes_get_data (pdf, &length);

  g_assert_no_error (error);
  g_assert_nonnull (memmem (bytes, length, "/Lang (fr)", strlen ("/Lang (fr)")));
}

/* Numbers of a PDF have a point. */
static void
test_pdf_can_be_made_where_decimals_have_a_comma (void)
{
  g_autoptr(MlgDocument) document = document_of (seven_questions (TRUE));
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = NULL;

  if (setlocale (LC_ALL, "fr_FR.UTF-8") == NULL)
    {
      g_test_skip ("the locale fr_FR.UTF-8 is not installed");
      return;
    }

  pdf = mlg_document_to_pdf (document, &error);
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_no_error (error);
  g_assert_nonnull (pdf);
}

/* Whatever font a letter is found in, whatever cairo has to draw: the file is sound and gives the text back. */
static void
test_pdf_holds_letters_of_any_script (Fixture       *f,
                                      gconstpointer  data)
{
  static const char *const words[] = { "affluent", "œuvre", "Ελληνικά", "Привет", "10 €", "« oui »", "n̈", "→", "漢字" };
  MlgMonograph *monograph = mlg_monograph_new ();
  g_autoptr(GString) body = g_string_new ("**gras _et penché_**[^1]. 😀 مرحبا بالعالم שלום");
  g_autofree char *path = g_build_filename (f->folder, "lettres.pdf", NULL);
  g_autofree char *checked = NULL;
  g_autofree char *text = NULL;
  g_autoptr(MlgDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_append_printf (body, "\n\n%s", words[i]);
  g_string_append (body, "\n\noffice \U0001fae8 affiné, _reconfiguration_");
  g_string_append (body, "\n\n[^1]: Une note 😀 مرحبا.");
  monograph->title = g_strdup ("Lettres 😀 مرحبا");
  add_section (monograph, "Rubrique", "Question", body->str, NULL);
  document = document_of (monograph);
  g_assert_true (mlg_document_write_pdf (document, path, &error));
  g_assert_no_error (error);

  checked = run_program ((const char *[]) { "qpdf", "--check", path, NULL });
  text = run_program ((const char *[]) { "pdftotext", path, "-", NULL });
  if (checked == NULL || text == NULL)
    {
      g_test_skip ("qpdf or poppler-utils is not installed");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (words[i], "€") == NULL && strstr (words[i], "oui") == NULL)
      {
        g_test_message ("%s", words[i]);
        g_assert_nonnull (strstr (text, words[i]));
      }
  g_assert_nonnull (strstr (text, "€"));
  g_assert_nonnull (strstr (text, "oui"));
  /* The rest of a line where no font has a letter. */
  g_assert_nonnull (strstr (text, "office "));
  g_assert_nonnull (strstr (text, "affiné, reconfiguration"));
}

/* Between brackets, brackets are marked. */
static void
test_pdf_leads_where_the_text_does (Fixture       *f,
                                    gconstpointer  data)
{
  MlgMonograph *monograph = seven_questions (TRUE);
  g_autoptr(MlgDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "liens.pdf", NULL);
  g_autofree char *links = NULL;
  g_autoptr(GBytes) pdf = NULL;
  const char *bytes;
  gsize length;

  add_section (monograph, "Rubrique", "Où lire ?", "[Un article](<https://exemple.test/a_(b)?c=d>).", NULL);
  document = document_of (monograph);
  pdf = mlg_document_to_pdf (document, &error);
  g_assert_no_error (error);
  bytes = g_bytes_get_data (pdf, &length);
  g_assert_nonnull (memmem (bytes, length, "/URI (https://exemple.test/a_\\(b\\)?c=d)", 39));
  g_assert_nonnull (memmem (bytes, length, "/URI (https://exemple.test/diagnostic)", 38));

  g_assert_true (mlg_document_write_pdf (document, path, &error));
  links = run_program ((const char *[]) { "pdfinfo", "-url", path, NULL });
  if (links == NULL)
    {
      g_test_skip ("poppler-utils is not installed");
      return;
    }
  g_assert_nonnull (strstr (links, "https://exemple.test/a_(b)?c=d"));
}

/* Threads meet pages and fonts in any order; nobody sees it. */
static void
test_pdf_is_the_same_every_time (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (choose_seed ());
  g_autoptr(MlgDocument) document = document_of (random_monograph (random, 20));
  g_autoptr(GBytes) first = mlg_document_to_pdf (document, NULL);

  g_assert_nonnull (first);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GBytes) again = mlg_document_to_pdf (document, NULL);

      g_assert_nonnull (again);
      g_assert_cmpuint (g_bytes_get_size (again), ==, g_bytes_get_size (first));
    }
}

/* ---- HTML, Markdown, files */

static void
test_html_is_well_formed_and_alone (Fixture       *f,
                                    gconstpointer  data)
{
  MlgMonograph *monograph = seven_questions (TRUE);
  g_autoptr(MlgDocument) document = NULL;
  g_autofree char *path = g_build_filename (f->folder, "page.html", NULL);
  g_autofree char *html = NULL;
  g_autofree char *checked = NULL;
  g_autoptr(GError) error = NULL;

  add_section (monograph, "Rubrique", "Question <script>alert(1)</script> ?",
               "Avant <script>alert(1)</script> [ici](javascript:alert(1)) & « [là](https://exemple.test/?a=1&b=2) »\n\n- a\n  1. b\n- c\n\nd", NULL);
  document = document_of (monograph);
  g_assert_true (mlg_document_write_html (document, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &html, NULL, NULL));

  g_assert_nonnull (strstr (html, "<html lang=\"fr\">"));
  g_assert_nonnull (strstr (html, "<main"));
  g_assert_nonnull (strstr (html, "<nav aria-label="));
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "javascript:alert"));
  g_assert_null (strstr (html, "src=\"http"));
  g_assert_null (strstr (html, "url("));
  g_assert_cmpuint (count_text (html, "<ul>"), ==, count_text (html, "</ul>"));
  g_assert_cmpuint (count_text (html, "<ol>"), ==, count_text (html, "</ol>"));
  g_assert_cmpuint (count_text (html, "<li"), ==, count_text (html, "</li>"));

  checked = run_program ((const char *[]) { "python3", "-c",
    "import html.parser, sys\n"
    "class P(html.parser.HTMLParser):\n"
    "  open = []\n"
    "  def handle_starttag(self, tag, attributes):\n"
    "    if tag not in ('meta', 'br', 'img'): self.open.append(tag)\n"
    "  def handle_endtag(self, tag):\n"
    "    assert self.open and self.open.pop() == tag, (tag, self.getpos())\n"
    "p = P(); p.feed(open(sys.argv[1], encoding='utf-8').read()); assert not p.open, p.open\n",
    path, NULL });
  if (checked == NULL)
    g_test_skip ("python3 is not installed");
}

static void
test_markdown_says_the_same (void)
{
  g_autoptr(MlgDocument) document = document_of (seven_questions (TRUE));
  g_autofree char *markdown = mlg_document_to_markdown (document);

  g_assert_true (g_str_has_prefix (markdown, "# Pôle Laine du Pays de Saugues\n"));
  g_assert_nonnull (strstr (markdown, "\n## Satisfaction de besoins non-couverts\n"));
  g_assert_nonnull (strstr (markdown, "\n### Origine du projet"));
  g_assert_nonnull (strstr (markdown, "**bénévoles**"));
  g_assert_nonnull (strstr (markdown, "\n1. bénévoles\n2. chercheurs\n3. étudiants"));
  g_assert_nonnull (strstr (markdown, "](<https://exemple.test/diagnostic>)"));
  g_assert_nonnull (strstr (markdown, "\n[^1]: "));
}

static void
test_failed_export_leaves_the_old_file (Fixture       *f,
                                        gconstpointer  data)
{
  g_autoptr(MlgDocument) document = document_of (seven_questions (TRUE));
  g_autofree char *path = g_build_filename (f->folder, "nulle", "part.pdf", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (mlg_document_write_pdf (document, path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
draw_nothing_much (cairo_t  *cr,
                   double    width,
                   double    height,
                   gpointer  data)
{
  int *n_drawn = data;

  (*n_drawn)++;
  cairo_rectangle (cr, 2, 2, width - 4, height - 4);
  cairo_stroke (cr);
}

static void
test_figure_stands_with_its_caption (void)
{
  g_autoptr(MlgDocument) document = document_of (seven_questions (TRUE));
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *html = NULL;
  int n_drawn = 0;

  mlg_document_add_figure (document, "Carte des acteurs", 2000, 1000, draw_nothing_much, &n_drawn, NULL);
  pdf = mlg_document_to_pdf (document, NULL);
  g_assert_nonnull (pdf);
  g_assert_cmpint (n_drawn, ==, 1);
  html = mlg_document_to_html (document);
  g_assert_nonnull (strstr (html, "<img alt=\"Carte des acteurs\" width=\"516\""));
}

static void
test_empty_monograph_has_a_cover (void)
{
  g_autoptr(MlgDocument) document = document_of (mlg_monograph_new ());
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *html = mlg_document_to_html (document);
  g_autofree char *markdown = mlg_document_to_markdown (document);

  g_assert_cmpuint (mlg_document_layout (document), ==, 1);
  pdf = mlg_document_to_pdf (document, NULL);
  g_assert_nonnull (pdf);
  g_assert_nonnull (html);
  g_assert_nonnull (markdown);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/draft-asks-the-unanswered-question", test_draft_asks_the_unanswered_question);
  g_test_add_func ("/document/published-version-leaves-it-out-and-says-so", test_published_version_leaves_it_out_and_says_so);
  g_test_add_func ("/document/optional-section-without-text-is-silent", test_optional_section_without_text_is_silent);
  g_test_add_func ("/document/nothing-overlaps-and-nothing-is-orphaned", test_nothing_overlaps_and_nothing_is_orphaned);
  g_test_add_func ("/document/every-line-is-printed-once", test_every_line_is_printed_once);
  g_test_add ("/document/table-says-its-columns-on-every-page", Fixture, NULL, set_up, test_table_says_its_columns_on_every_page, tear_down);
  g_test_add_func ("/document/preview-draws-every-page", test_preview_draws_every_page);
  g_test_add ("/document/pdf-is-sound-and-reads-in-order", Fixture, NULL, set_up, test_pdf_is_sound_and_reads_in_order, tear_down);
  g_test_add_func ("/document/pdf-names-its-language", test_pdf_names_its_language);
  g_test_add_func ("/document/pdf-can-be-made-where-decimals-have-a-comma", test_pdf_can_be_made_where_decimals_have_a_comma);
  g_test_add ("/document/pdf-holds-letters-of-any-script", Fixture, NULL, set_up, test_pdf_holds_letters_of_any_script, tear_down);
  g_test_add ("/document/pdf-leads-where-the-text-does", Fixture, NULL, set_up, test_pdf_leads_where_the_text_does, tear_down);
  g_test_add_func ("/document/pdf-is-the-same-every-time", test_pdf_is_the_same_every_time);
  g_test_add ("/document/html-is-well-formed-and-alone", Fixture, NULL, set_up, test_html_is_well_formed_and_alone, tear_down);
  g_test_add_func ("/document/markdown-says-the-same", test_markdown_says_the_same);
  g_test_add ("/document/failed-export-leaves-the-old-file", Fixture, NULL, set_up, test_failed_export_leaves_the_old_file, tear_down);
  g_test_add_func ("/document/figure-stands-with-its-caption", test_figure_stands_with_its_caption);
  g_test_add_func ("/document/empty-monograph-has-a-cover", test_empty_monograph_has_a_cover);

  return g_test_run ();
}
