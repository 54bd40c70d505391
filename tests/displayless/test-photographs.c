/* Photographs of a monograph: as telephones and cameras make them, the same one twice, cut short, turned,
 * taken out afterwards.
 */

#include "../own-project-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "document/mlg-document.h"
#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-project-live.h"
#include "exchange/mlg-project-monograph.h"

static MlgId
find_monograph (Fixture    *f,
                const char *key)
{
  MlgId id = { 0 };

  g_assert_true (mlg_project_resolve (f->project, mlg_schema_find ("monograph"), key, &id, NULL));
  return id;
}

static guint64
count_kept (Fixture *f)
{
  return mlg_project_count (f->project, mlg_schema_find ("attachment"));
}

/* Its left half is red, its right half blue: so that one sees how it is turned. */
static GdkPixbuf *
draw_picture (int      width,
              int      height,
              gboolean alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  g_autoptr(GdkPixbuf) right = gdk_pixbuf_new_subpixbuf (pixbuf, width / 2, 0, width - width / 2, height);

  gdk_pixbuf_fill (pixbuf, alpha ? 0xff000080 : 0xff0000ff);
  gdk_pixbuf_fill (right, 0x0000ffff);
  return pixbuf;
}

static char *
save_picture (Fixture    *f,
              const char *name,
              const char *type,
              int         width,
              int         height,
              gboolean    alpha)
{
  g_autoptr(GdkPixbuf) pixbuf = draw_picture (width, height, alpha);
  char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  gdk_pixbuf_save (pixbuf, path, type, &error, NULL);
  g_assert_no_error (error);
  return path;
}

static MlgId
add_photo (Fixture    *f,
           const char *monograph,
           const char *path,
           const char *caption)
{
  MlgId target = find_monograph (f, monograph), id;
  g_autoptr(GError) error = NULL;

  mlg_project_photo_add (f->project, mlg_schema_find ("monograph"), &target, path, caption, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
assert_refused (Fixture    *f,
                const char *path,
                const char *words)
{
  MlgId target = find_monograph (f, "mo-laine"), id;
  guint64 before = count_kept (f);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GError) error = NULL;

  g_assert_false (mlg_project_photo_add (f->project, mlg_schema_find ("monograph"), &target, path, NULL, &id, &error));
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpuint (count_kept (f), ==, before);
}

static char *
address_of (const MlgId *photo)
{
  g_autofree char *id = mlg_id_dup_text (photo);

  return g_strconcat ("maillage:photo/", id, NULL);
}

static MlgLive *
show (Fixture     *f,
      const MlgId *photo)
{
  MlgId monograph = find_monograph (f, "mo-laine");
  g_autofree char *address = address_of (photo);

  return mlg_project_live_new (f->project, &monograph, address, MLG_LIVE_FOR_READERS);
}

static GdkPixbuf *
read_again (const MlgLive *live)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (live->problem);
  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, live->image, &error));
  g_assert_true (gdk_pixbuf_loader_close (loader, &error));
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static gboolean
is_red (GdkPixbuf *pixbuf,
        int        x,
        int        y)
{
  const guchar *pixel = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + x * gdk_pixbuf_get_n_channels (pixbuf);

  return pixel[0] > 200 && pixel[2] < 60;
}

/* ---- */

static void
test_the_same_photograph_is_kept_once (Fixture       *f,
                                       gconstpointer  data)
{
  g_autofree char *path = save_picture (f, "atelier.jpg", "jpeg", 300, 200, FALSE);
  g_autofree char *again = save_picture (f, "autre-nom.jpg", "jpeg", 300, 200, FALSE);
  g_autofree char *other = save_picture (f, "laine.jpg", "jpeg", 200, 300, FALSE);
  MlgId first = add_photo (f, "mo-laine", path, NULL), second = add_photo (f, "mo-laine", again, "L’atelier");
  MlgId third = add_photo (f, "mo-entraide", again, "Un autre titre"), fourth = add_photo (f, "mo-laine", other, NULL);
  g_autoptr(MlgLive) live = show (f, &first);

  g_assert_true (mlg_id_equal (&first, &second));
  g_assert_true (mlg_id_equal (&first, &third));
  g_assert_false (mlg_id_equal (&first, &fourth));
  g_assert_cmpuint (count_kept (f), ==, 2);
  g_assert_cmpstr (live->caption, ==, "L’atelier");
}

static void
test_sixty_million_pixels_are_made_a_page_wide (Fixture       *f,
                                                gconstpointer  data)
{
  g_autofree char *path = save_picture (f, "reflex.jpg", "jpeg", 10000, 6000, FALSE);
  MlgId id = add_photo (f, "mo-laine", path, NULL);
  g_autoptr(MlgLive) live = show (f, &id);
  g_autoptr(GdkPixbuf) kept = read_again (live);

  g_assert_cmpint (gdk_pixbuf_get_width (kept), ==, 1600);
  g_assert_cmpint (gdk_pixbuf_get_height (kept), ==, 960);
  g_assert_true (is_red (kept, 10, 400));
  g_assert_false (is_red (kept, 1590, 400));
}

/* A PNG of a few bytes may claim any size: it is not made room for. */
static void
test_a_picture_that_claims_too_much_is_refused (Fixture       *f,
                                                gconstpointer  data)
{
  g_autofree char *path = save_picture (f, "immense.png", "png", 8, 8, FALSE);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memcpy (bytes + 16, "\x00\x01\x00\x00\x00\x01\x00\x00", 8);        /* 65 536 × 65 536 */
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  {
    MlgId target = find_monograph (f, "mo-laine"), id;
    g_autoptr(GError) error = NULL;

    g_assert_false (mlg_project_photo_add (f->project, mlg_schema_find ("monograph"), &target, path, NULL, &id, &error));
    g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT);
  }
  g_assert_cmpuint (count_kept (f), ==, 0);
}

/* What a telephone held upright writes: a picture that lies, and a word to turn it. */
static void
turn (const char *path,
      guchar      orientation)
{
  guchar exif[] = { 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
                    0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0 };
  g_autofree char *bytes = NULL;
  g_autoptr(GByteArray) turned = g_byte_array_new ();
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_byte_array_append (turned, (const guchar *) bytes, 2);
  g_byte_array_append (turned, exif, sizeof exif);
  g_byte_array_append (turned, (const guchar *) bytes + 2, length - 2);
  g_assert_true (g_file_set_contents (path, (const char *) turned->data, turned->len, NULL));
}

static void
test_a_photograph_stands_upright (Fixture       *f,
                                  gconstpointer  data)
{
  static const int widths[] = { 400, 4000 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *path = save_picture (f, "telephone.jpg", "jpeg", widths[i], widths[i] / 2, FALSE);
      g_autoptr(MlgLive) live = NULL;
      g_autoptr(GdkPixbuf) kept = NULL;
      MlgId id;

      turn (path, 6);          /* a quarter to the right */
      id = add_photo (f, "mo-laine", path, NULL);
      live = show (f, &id);
      kept = read_again (live);
      g_assert_cmpint (gdk_pixbuf_get_height (kept), ==, 2 * gdk_pixbuf_get_width (kept));
      g_assert_true (is_red (kept, gdk_pixbuf_get_width (kept) / 2, 10));
      g_assert_false (is_red (kept, gdk_pixbuf_get_width (kept) / 2, gdk_pixbuf_get_height (kept) - 10));
    }
}

static void
test_what_is_transparent_stays_so (Fixture       *f,
                                   gconstpointer  data)
{
  g_autofree char *path = save_picture (f, "logo.png", "png", 120, 60, TRUE);
  MlgId id = add_photo (f, "mo-laine", path, NULL);
  g_autoptr(MlgLive) live = show (f, &id);
  g_autoptr(GdkPixbuf) kept = read_again (live);

  g_assert_cmpstr (live->media_type, ==, "image/png");
  g_assert_true (gdk_pixbuf_get_has_alpha (kept));
}

static void
test_what_is_cut_short_is_refused (Fixture       *f,
                                   gconstpointer  data)
{
  static const char *const types[] = { "jpeg", "png" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint percent = 30; percent <= 99; percent += 23)
      {
        g_autoptr(GdkPixbuf) noise = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 300, 300);
        g_autofree char *path = g_build_filename (f->folder, "coupee", NULL);
        g_autofree char *bytes = NULL;
        gsize length;

        for (int p = 0; p < 300 * gdk_pixbuf_get_rowstride (noise) - 4; p++)
          gdk_pixbuf_get_pixels (noise)[p] = (guchar) (p * 2654435761u >> 13);
        g_assert_true (gdk_pixbuf_save (noise, path, types[i], NULL, NULL));
        turn (path, types[i][0] == 'j' ? 1 : 0);
        if (types[i][0] == 'p')
          g_assert_true (gdk_pixbuf_save (noise, path, types[i], NULL, NULL));
        g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
        g_assert_true (g_file_set_contents (path, bytes, (gssize) (length * percent / 100), NULL));
        assert_refused (f, path, "coupee");
      }
}

/* Formats of telephones that no library here reads: said, with what to do. */
static void
test_what_cannot_be_read_says_what_to_do (Fixture       *f,
                                          gconstpointer  data)
{
  static const struct { const char *name; const char *start; gsize length; } files[] = {
    { "photo.heic", "\0\0\0\x18" "ftypheic\0\0\0\0mif1heic", 24 },
    { "photo.jpg", "", 0 },
    { "texte.png", "ceci n’est pas une image", sizeof "ceci n’est pas une image" },
    { "page.jpg", "<html><body>404</body></html>", 29 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, files[i].name, NULL);

      g_assert_true (g_file_set_contents (path, files[i].start, (gssize) files[i].length, NULL));
      assert_refused (f, path, "JPEG");
    }
  assert_refused (f, f->folder, "JPEG");
}

static void
test_a_photograph_taken_out_of_the_file_leaves_a_sentence (Fixture       *f,
                                                           gconstpointer  data)
{
  MlgId monograph = find_monograph (f, "mo-laine"), section;
  const MlgEntity *entity = mlg_schema_find ("monograph_section");
  g_autofree char *path = save_picture (f, "atelier.jpg", "jpeg", 300, 200, FALSE);
  MlgId photo = add_photo (f, "mo-laine", path, "L’atelier");
  g_autofree char *address = address_of (&photo);
  g_autofree char *body = g_strdup_printf ("Avant.\n\n![](<%s>)\n\nAprès.", address);
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_project_resolve (f->project, entity, "mo-laine/section-1", &section, NULL));
  g_assert_true (mlg_project_set (f->project, entity, &section, mlg_entity_find_field (entity, "body"), body, &error));
  for (guint gone = 0; gone < 2; gone++)
    {
      g_autoptr(MlgMonograph) read = NULL;
      g_autoptr(MlgDocument) document = NULL;
      g_autofree char *html = NULL;

      if (gone)
        g_assert_true (mlg_project_delete (f->project, mlg_schema_find ("attachment"), &photo, &error));
      read = mlg_project_monograph_new (f->project, &monograph, FALSE, &error);
      document = mlg_document_new (read);
      html = mlg_document_to_html (document);
      g_assert_true ((strstr (html, "data:image/jpeg;base64,") != NULL) == !gone);
      g_assert_true ((strstr (html, "L’atelier") != NULL) == !gone);
      g_assert_nonnull (strstr (html, "Après."));
    }
}

#define ADD(name) g_test_add ("/photographs/" #name, Fixture, NULL, set_up_demo, test_##name, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (the_same_photograph_is_kept_once);
  ADD (sixty_million_pixels_are_made_a_page_wide);
  ADD (a_picture_that_claims_too_much_is_refused);
  ADD (a_photograph_stands_upright);
  ADD (what_is_transparent_stays_so);
  ADD (what_is_cut_short_is_refused);
  ADD (what_cannot_be_read_says_what_to_do);
  ADD (a_photograph_taken_out_of_the_file_leaves_a_sentence);
  return g_test_run ();
}
