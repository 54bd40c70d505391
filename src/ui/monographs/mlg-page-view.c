/* One page of a document, as wide as there is room. */

#include "ui/monographs/mlg-page-view.h"

#include <glib/gi18n-lib.h>

#define MIN_WIDTH  240
#define MAX_WIDTH  640

struct _MlgPageView
{
  GtkWidget    parent_instance;

  MlgDocument *document;      /* lent */
  guint        page;
};

G_DEFINE_FINAL_TYPE (MlgPageView, mlg_page_view, GTK_TYPE_WIDGET)

static void
get_size (MlgPageView *self,
          double      *width,
          double      *height)
{
  *width = 595;
  *height = 842;
  if (self->document != NULL)
    mlg_document_get_page_size (self->document, width, height);
}

static GtkSizeRequestMode
mlg_page_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mlg_page_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  double width, height;

  get_size (MLG_PAGE_VIEW (widget), &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = MAX_WIDTH;
    }
  else
    *minimum = *natural = (int) (CLAMP (for_size, MIN_WIDTH, MAX_WIDTH) * height / width);
}

static void
mlg_page_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  MlgPageView *self = MLG_PAGE_VIEW (widget);
  int shown = gtk_widget_get_width (widget);
  double width, height;
  cairo_t *cr;

  if (self->document == NULL || self->page >= mlg_document_get_n_pages (self->document))
    return;

  get_size (self, &width, &height);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, shown, gtk_widget_get_height (widget)));
  cairo_scale (cr, shown / width, shown / width);
  mlg_document_draw_page (self->document, self->page, cr);
  cairo_destroy (cr);
}

static void
mlg_page_view_class_init (MlgPageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = mlg_page_view_get_request_mode;
  widget_class->measure = mlg_page_view_measure;
  widget_class->snapshot = mlg_page_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "page");
}

static void
mlg_page_view_init (MlgPageView *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
mlg_page_view_new (guint page)
{
  MlgPageView *self = g_object_new (MLG_TYPE_PAGE_VIEW, NULL);
  g_autofree char *label = g_strdup_printf (_("Page %u"), page + 1);

  self->page = page;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

void
mlg_page_view_show (MlgPageView *self,
                    MlgDocument *document)
{
  g_return_if_fail (MLG_IS_PAGE_VIEW (self));

  self->document = document;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
