/* Keeps its one child no wider than reads well: some 75 characters a line. */

#include "ui/monographs/mlg-clamp.h"

#define MAX_EM 48      /* of the text around, so that the projector's letters get their room */

struct _MlgClamp
{
  GtkWidget parent_instance;
};

static void mlg_clamp_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MlgClamp, mlg_clamp, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, mlg_clamp_buildable_init))

static GtkBuildableIface *parent_buildable;

static int
width_of_child (GtkWidget *widget,
                GtkWidget *child,
                int        width)
{
  const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  double points = pango_units_to_double (pango_font_description_get_size (font));
  double pixels = pango_font_description_get_size_is_absolute (font) ? points : points * 96 / 72;
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return MIN (width, MAX ((int) (MAX_EM * pixels), least));
}

static GtkSizeRequestMode
mlg_clamp_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mlg_clamp_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  *minimum = *natural = 0;
  if (child == NULL)
    return;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = width_of_child (widget, child, for_size);
  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
mlg_clamp_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkAllocation room = { 0, 0, width, height };

  if (child == NULL)
    return;

  room.width = width_of_child (widget, child, width);
  room.x = (width - room.width) / 2;
  gtk_widget_size_allocate (child, &room, -1);
}

static void
mlg_clamp_add_child (GtkBuildable *buildable,
                     GtkBuilder   *builder,
                     GObject      *child,
                     const char   *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
mlg_clamp_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = mlg_clamp_add_child;
}

static void
mlg_clamp_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_clamp_parent_class)->dispose (object);
}

static void
mlg_clamp_class_init (MlgClampClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_clamp_dispose;
  widget_class->get_request_mode = mlg_clamp_get_request_mode;
  widget_class->measure = mlg_clamp_measure;
  widget_class->size_allocate = mlg_clamp_size_allocate;
}

static void
mlg_clamp_init (MlgClamp *self)
{
}
