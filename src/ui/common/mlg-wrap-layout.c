/* Children on lines, as words in a paragraph. */

#include "ui/common/mlg-wrap-layout.h"

#define SPACING 6

struct _MlgWrapLayout
{
  GtkLayoutManager parent_instance;
  int              spacing;
};

G_DEFINE_FINAL_TYPE (MlgWrapLayout, mlg_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* A line of children, from @first; the child after its last is @end (NULL: none). */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;
  int        width;        /* without what those that expand take */
  int        height;
  int        spare;        /* for each of those that expand */
} Line;

static GtkWidget *
next_child (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* What a child asks of its line: its natural width, or the least where it takes what is left. */
static int
measure_width (GtkWidget *child,
               int        width)
{
  int min, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &natural, NULL, NULL);
  if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    return min;
  return CLAMP (natural, min, MAX (min, width));
}

static int
get_width (const Line *line,
           GtkWidget  *child,
           int         width)
{
  return measure_width (child, width) +
         (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? line->spare : 0);
}

static Line
break_line (MlgWrapLayout *self,
            GtkWidget     *first,
            int            width)
{
  Line line = { .first = first };
  int n_expanding = 0;

  for (line.end = first; line.end != NULL; line.end = next_child (gtk_widget_get_next_sibling (line.end)))
    {
      int wide = measure_width (line.end, width) + (line.end == first ? 0 : self->spacing);

      if (line.end != first && line.width + wide > width)
        break;
      line.width += wide;
      n_expanding += gtk_widget_compute_expand (line.end, GTK_ORIENTATION_HORIZONTAL);
    }

  line.spare = n_expanding > 0 ? MAX (0, width - line.width) / n_expanding : 0;
  for (GtkWidget *child = first; child != line.end; child = next_child (gtk_widget_get_next_sibling (child)))
    {
      int high;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, get_width (&line, child, width), NULL, &high, NULL, NULL);
      line.height = MAX (line.height, high);
    }
  return line;
}

static void
place_line (MlgWrapLayout *self,
            GtkWidget     *widget,
            const Line    *line,
            int            y,
            int            width)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end; child = next_child (gtk_widget_get_next_sibling (child)))
    {
      int wide = get_width (line, child, width), high;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wide, NULL, &high, NULL, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? width - x - wide : x, y + (line->height - high) / 2, wide, high }, -1);
      x += wide + self->spacing;
    }
}

/* Goes through the children of @widget within @width; places them if @place. Returns the height. */
static int
lay_out (MlgWrapLayout *self,
         GtkWidget     *widget,
         int            width,
         gboolean       place)
{
  GtkWidget *child = next_child (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL)
    {
      Line line = break_line (self, child, width);

      if (place)
        place_line (self, widget, &line, y, width);
      y += line.height + (line.end != NULL ? self->spacing : 0);
      child = line.end;
    }

  return y;
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

  for (GtkWidget *child = next_child (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_child (gtk_widget_get_next_sibling (child)))
    {
      int min, nat;

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
mlg_wrap_layout_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  MLG_WRAP_LAYOUT (object)->spacing = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
}

static void
mlg_wrap_layout_class_init (MlgWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = mlg_wrap_layout_set_property;
  g_object_class_install_property (G_OBJECT_CLASS (klass), 1,
                                   g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, SPACING,
                                                     G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS));

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
  return g_object_new (MLG_TYPE_WRAP_LAYOUT, "spacing", spacing, NULL);
}
