/* Children on lines, as words in a paragraph. */

#include "ui/records/mlg-wrap-layout.h"

struct _MlgWrapLayout
{
  GtkLayoutManager parent_instance;
  int              spacing;
};

G_DEFINE_FINAL_TYPE (MlgWrapLayout, mlg_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Goes through the children of @widget within @width; places them if @place. Returns the height. */
static int
lay_out (MlgWrapLayout *self,
         GtkWidget     *widget,
         int            width,
         gboolean       place)
{
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int min, natural, wide, high;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &natural, NULL, NULL);
      wide = CLAMP (natural, min, MAX (min, width));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wide, NULL, &high, NULL, NULL);

      if (x > 0 && x + wide > width)
        {
          x = 0;
          y += line + self->spacing;
          line = 0;
        }
      if (place)
        gtk_widget_size_allocate (child, &(GtkAllocation) {
          gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - x - wide : x, y, wide, high }, -1);

      x += wide + self->spacing;
      line = MAX (line, high);
    }

  return y + line;
}

static GtkSizeRequestMode
mlg_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                  GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mlg_wrap_layout_measure (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  MlgWrapLayout *self = MLG_WRAP_LAYOUT (manager);
  int widest = 0, all = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int min, nat;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
      widest = MAX (widest, min);
      all += nat + (all > 0 ? self->spacing : 0);
    }

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (widest, all);
    }
  else
    *minimum = *natural = lay_out (self, widget, for_size >= 0 ? for_size : MAX (widest, all), FALSE);
}

static void
mlg_wrap_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  lay_out (MLG_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
mlg_wrap_layout_class_init (MlgWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = mlg_wrap_layout_get_request_mode;
  manager_class->measure = mlg_wrap_layout_measure;
  manager_class->allocate = mlg_wrap_layout_allocate;
}

static void
mlg_wrap_layout_init (MlgWrapLayout *self)
{
}

GtkLayoutManager *
mlg_wrap_layout_new (int spacing)
{
  MlgWrapLayout *self = g_object_new (MLG_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
