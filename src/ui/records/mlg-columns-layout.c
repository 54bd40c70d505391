/* Children in as many columns as fit, line by line. */

#include "ui/records/mlg-columns-layout.h"

#define TAKES_LINE "mlg-takes-line"

struct _MlgColumnsLayout
{
  GtkLayoutManager parent_instance;
  int              least;
  int              most_columns;
  int              spacing;
};

G_DEFINE_FINAL_TYPE (MlgColumnsLayout, mlg_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

static gboolean
takes_line (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), TAKES_LINE) != NULL;
}

/* The least width of the widest child; of those in a column only if @columns. */
static int
measure_widest (GtkWidget *widget,
                gboolean   columns)
{
  int widest = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int min;

      if (!gtk_widget_should_layout (child) || (columns && takes_line (child)))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
      widest = MAX (widest, min);
    }

  return widest;
}

static int
count_columns (MlgColumnsLayout *self,
               GtkWidget        *widget,
               int               width)
{
  int least = MAX (self->least, measure_widest (widget, TRUE));

  return CLAMP ((width + self->spacing) / (least + self->spacing), 1, self->most_columns);
}

/* Goes through the children within @width; places them if @place. Returns the height. */
static int
lay_out (MlgColumnsLayout *self,
         GtkWidget        *widget,
         int               width,
         gboolean          place)
{
  int n = count_columns (self, widget, width), column = 0, y = 0, line = 0;
  int wide = (width - (n - 1) * self->spacing) / n;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gboolean alone = takes_line (child);
      int min, high, own = alone ? width : wide;

      if (!gtk_widget_should_layout (child))
        continue;

      if (column == n || (alone && column > 0))
        {
          y += line + self->spacing;
          column = line = 0;
        }
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
      own = MAX (own, min);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, own, NULL, &high, NULL, NULL);
      if (place)
        gtk_widget_size_allocate (child, &(GtkAllocation) { column * (wide + self->spacing), y, own, high }, -1);

      line = MAX (line, high);
      column = alone ? n : column + 1;
    }
  return y + line;
}

static GtkSizeRequestMode
mlg_columns_layout_get_request_mode (GtkLayoutManager *manager,
                                     GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mlg_columns_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  MlgColumnsLayout *self = MLG_COLUMNS_LAYOUT (manager);
  int widest = measure_widest (widget, FALSE);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (widest, self->least);
    }
  else
    *minimum = *natural = lay_out (self, widget, for_size >= 0 ? MAX (for_size, widest) : MAX (widest, self->least), FALSE);
}

static void
mlg_columns_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  lay_out (MLG_COLUMNS_LAYOUT (manager), widget, width, TRUE);
}

static void
mlg_columns_layout_class_init (MlgColumnsLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = mlg_columns_layout_get_request_mode;
  manager_class->measure = mlg_columns_layout_measure;
  manager_class->allocate = mlg_columns_layout_allocate;
}

static void
mlg_columns_layout_init (MlgColumnsLayout *self)
{
}

GtkLayoutManager *
mlg_columns_layout_new (int least,
                        int most_columns,
                        int spacing)
{
  MlgColumnsLayout *self = g_object_new (MLG_TYPE_COLUMNS_LAYOUT, NULL);

  self->least = least;
  self->most_columns = most_columns;
  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}

void
mlg_columns_layout_take_line (GtkWidget *child)
{
  g_object_set_data (G_OBJECT (child), TAKES_LINE, GINT_TO_POINTER (TRUE));
}
