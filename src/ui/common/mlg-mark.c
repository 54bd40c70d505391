/* The mark of a category, as on the map and among the partnerships. */

#include "ui/common/mlg-mark.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-vocabulary.h"
#include "render/mlg-ink.h"

#define SIZE   14
#define RADIUS 5.5

struct _MlgMark
{
  GtkWidget  parent_instance;

  guint      category;
};

G_DEFINE_FINAL_TYPE (MlgMark, mlg_mark, GTK_TYPE_WIDGET)

static void
mlg_mark_measure (GtkWidget      *widget,
                  GtkOrientation  orientation,
                  int             for_size,
                  int            *minimum,
                  int            *natural,
                  int            *minimum_baseline,
                  int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
mlg_mark_snapshot (GtkWidget   *widget,
                   GtkSnapshot *snapshot)
{
  gboolean dark;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  g_object_get (gtk_widget_get_settings (widget), "gtk-application-prefer-dark-theme", &dark, NULL);
  mlg_ink_draw_mark (cr, mlg_ink_get (dark ? MLG_INK_DARK : MLG_INK_LIGHT), MLG_MARK (widget)->category,
                     width / 2.0, height / 2.0, RADIUS);
  cairo_destroy (cr);
}

static void
mlg_mark_class_init (MlgMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = mlg_mark_measure;
  widget_class->snapshot = mlg_mark_snapshot;

  gtk_widget_class_set_css_name (widget_class, "mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
mlg_mark_init (MlgMark *self)
{
  self->category = G_MAXUINT;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
mlg_mark_new (guint category)
{
  MlgMark *self = g_object_new (MLG_TYPE_MARK, NULL);

  self->category = category;
  return GTK_WIDGET (self);
}

void
mlg_mark_set_category (MlgMark *self,
                       guint    category)
{
  g_return_if_fail (MLG_IS_MARK (self));

  if (self->category == category)
    return;

  self->category = category;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
mlg_category_find (const char *term)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find ("user_category");

  for (guint i = 0; term != NULL && vocabulary != NULL && i < vocabulary->n_terms; i++)
    if (g_str_equal (vocabulary->terms[i].id, term))
      return i;

  return G_MAXUINT;
}

const char *
mlg_category_get_short_label (guint category)
{
  static const char *const labels[] = {
    N_("Project bearers"), N_("Local authorities"), N_("Networks and groupings"),
    N_("Study and research"), N_("Public services"),
  };

  return category < G_N_ELEMENTS (labels) ? _(labels[category]) : _("Outside the categories");
}
