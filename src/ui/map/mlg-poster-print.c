/* A poster on a printer: the pages that would be written, on the paper that was chosen. */

#include "ui/map/mlg-poster-dialog.h"

#include <math.h>

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              MlgMapPoster      *poster)
{
  double width = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (operation), "width")) / 100.0;
  double height = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (operation), "height")) / 100.0;
  double scale = MIN (gtk_print_context_get_width (context) / width, gtk_print_context_get_height (context) / height);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  cairo_save (cr);
  /* Smaller on a printer that has no paper of that size; never larger than it was composed for. */
  if (scale < 1)
    cairo_scale (cr, scale, scale);
  mlg_map_poster_draw_page (poster, cr, page);
  cairo_restore (cr);
}

static GtkPageSetup *
make_setup (double width,
            double height)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  double shorter = MIN (width, height), longer = MAX (width, height);
  static const char *const names[] = { "iso_a4", "iso_a3", "iso_a2", "iso_a1", "iso_a0" };
  GtkPaperSize *paper = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) && paper == NULL; i++)
    {
      paper = gtk_paper_size_new (names[i]);
      if (fabs (gtk_paper_size_get_width (paper, GTK_UNIT_POINTS) - shorter) > 4)
        g_clear_pointer (&paper, gtk_paper_size_free);
    }
  if (paper == NULL)
    paper = gtk_paper_size_new_custom ("maillage", "maillage", shorter, longer, GTK_UNIT_POINTS);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  return setup;
}

gboolean
mlg_poster_print (MlgMapPoster  *poster,
                  double         width,
                  double         height,
                  const char    *name,
                  GtkWindow     *parent,
                  const char    *path,
                  GError       **error)
{
  g_autoptr(GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr(GtkPageSetup) setup = make_setup (width, height);

  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, mlg_map_poster_get_n_pages (poster));
  gtk_print_operation_set_job_name (operation, name);
  if (path != NULL)
    gtk_print_operation_set_export_filename (operation, path);
  g_object_set_data (G_OBJECT (operation), "width", GUINT_TO_POINTER ((guint) round (width * 100)));
  g_object_set_data (G_OBJECT (operation), "height", GUINT_TO_POINTER ((guint) round (height * 100)));
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), poster);
  return gtk_print_operation_run (operation, path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                  parent, error) != GTK_PRINT_OPERATION_RESULT_ERROR;
}
