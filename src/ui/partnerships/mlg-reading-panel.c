/* Beside the drawing: one reading of the graph in words. */

#include "ui/partnerships/mlg-reading-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "render/mlg-figure-ring.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/records/mlg-picker.h"

#define MAX_LINES   200      /* a list that nobody reads to the end; the sentence says how many there are */
#define MAX_NAMES    60
#define RING_TEXT   12.0

struct _MlgReadingPanel
{
  GtkWidget         parent_instance;

  GtkWidget        *box;
  GtkLabel         *title;
  GtkSpinner       *spinner;
  GtkGrid          *ends;
  GtkWidget        *around;
  GtkAdjustment    *steps;
  GtkLabel         *steps_words;
  GtkWidget        *controls;
  GtkLabel         *sentence;
  GtkDrawingArea   *ring;
  GtkListBox       *list;

  GtkLabel         *names[2];       /* of the ends */

  MlgFocus         *focus;
  MlgReadingKind    kind;
  MlgId             from, to;
  MlgEconomyRing           shown_ring;
  const MlgInk     *ink;
  gboolean          updating;
};

G_DEFINE_FINAL_TYPE (MlgReadingPanel, mlg_reading_panel, GTK_TYPE_WIDGET)

enum { ASKED, LINE, ACTOR, CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- what is asked */

static void
asked_cb (MlgReadingPanel *self)
{
  guint steps = mlg_reading_panel_get_steps (self);

  gtk_label_set_text (self->steps_words, ngettext ("step from the chosen actor", "steps from the chosen actor", steps));
  if (!self->updating)
    g_signal_emit (self, signals[ASKED], 0);
}

static void
show_end (MlgReadingPanel *self,
          guint            which,
          const MlgId     *id)
{
  g_autofree char *name = NULL;

  if (mlg_id_is_null (id))
    name = g_strdup (which == 0 ? _("Choose an actor") : _("Choose another actor"));
  else
    name = mlg_project_dup_title (mlg_focus_get_project (self->focus), mlg_schema_find (MLG_ENTITY_ACTOR), id);
  gtk_label_set_text (self->names[which], name);
  if (mlg_id_is_null (id))
    gtk_widget_add_css_class (GTK_WIDGET (self->names[which]), "dim");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->names[which]), "dim");
}

static void
picked_cb (MlgReadingPanel *self,
           const char      *element,
           GtkWidget       *picker)
{
  gboolean is_from = g_object_get_data (G_OBJECT (picker), "end") == NULL;
  MlgId id;

  if (!mlg_id_parse (element, &id))
    return;

  mlg_reading_panel_set_ends (self, is_from ? &id : &self->from, is_from ? &self->to : &id);
  g_signal_emit (self, signals[ASKED], 0);
}

static void
add_end (MlgReadingPanel *self,
         guint            which)
{
  const MlgField *field = mlg_entity_find_field (mlg_schema_find (MLG_ENTITY_PARTNERSHIP), which == 0 ? "a" : "b");
  GtkWidget *caption = gtk_label_new (which == 0 ? C_("way", "From") : C_("way", "To"));
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *picker = mlg_picker_new (self->focus, field);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "dim");
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 20);
  gtk_widget_set_hexpand (name, TRUE);
  mlg_picker_set_placeholder (MLG_PICKER (picker), which == 0 ? _("Another beginning") : _("Another end"));
  if (which == 1)
    g_object_set_data (G_OBJECT (picker), "end", GUINT_TO_POINTER (1));
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (picked_cb), self);

  gtk_grid_attach (self->ends, caption, 0, 2 * (int) which, 1, 1);
  gtk_grid_attach (self->ends, name, 1, 2 * (int) which, 1, 1);
  gtk_grid_attach (self->ends, picker, 0, 2 * (int) which + 1, 2, 1);
  self->names[which] = GTK_LABEL (name);
}

/* ---- the answer */

static void
name_clicked_cb (MlgReadingPanel *self,
                 GtkButton       *button)
{
  g_signal_emit (self, signals[ACTOR], 0, g_object_get_data (G_OBJECT (button), "actor"));
}

static GtkWidget *
make_name (MlgReadingPanel *self,
           const MlgId     *actor)
{
  g_autofree char *name = mlg_project_dup_title (mlg_focus_get_project (self->focus), mlg_schema_find (MLG_ENTITY_ACTOR), actor);
  GtkWidget *button = gtk_button_new_with_label (name);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (button, "name");
  g_object_set_data_full (G_OBJECT (button), "actor", mlg_id_copy (actor), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (name_clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
make_names (MlgReadingPanel      *self,
            const MlgReadingLine *line)
{
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  guint n = MIN (line->actors->len, MAX_NAMES);

  gtk_widget_set_layout_manager (names, mlg_wrap_layout_new (2));
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (names), make_name (self, &g_array_index (line->actors, MlgId, i)));
  if (line->actors->len > n)
    {
      guint n_more = line->actors->len - n;
      g_autofree char *words = g_strdup_printf (ngettext ("and %u other", "and %u others", n_more), n_more);
      GtkWidget *label = gtk_label_new (words);

      gtk_widget_add_css_class (label, "dim");
      gtk_box_append (GTK_BOX (names), label);
    }

  return names;
}

static void
add_line (MlgReadingPanel      *self,
          const MlgReadingLine *line,
          guint                 index)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (line->text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_box_append (GTK_BOX (box), label);
  if (line->lists)
    {
      gtk_widget_add_css_class (label, "line-heading");
      gtk_box_append (GTK_BOX (box), make_names (self, line));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, line->text, -1);
  g_object_set_data (G_OBJECT (row), "line", GUINT_TO_POINTER (index));
  gtk_list_box_append (self->list, row);
}

static void
draw_ring (GtkDrawingArea *area,
           cairo_t        *cr,
           int             width,
           int             height,
           gpointer        data)
{
  MlgReadingPanel *self = data;

  if (self->ink != NULL)
    mlg_ring_draw (cr, &self->shown_ring, self->ink, width, height, RING_TEXT * MAX (1, self->ink->line_scale));
}

static void
show_ring (MlgReadingPanel  *self,
           const MlgReading *reading,
           const MlgInk     *ink)
{
  gboolean shown = reading != NULL && reading->kind == MLG_READING_ECONOMY;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->ring), shown);
  if (!shown)
    return;

  self->ink = ink;
  self->shown_ring = (MlgEconomyRing) { .no_legend = FALSE };
  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    self->shown_ring.counts[e] = reading->counts[e];
  words = mlg_ring_describe (&self->shown_ring);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ring), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_drawing_area_set_content_height (self->ring, (int) ceil (mlg_ring_measure (&self->shown_ring, 236, RING_TEXT * MAX (1, ink->line_scale))));
  gtk_widget_queue_draw (GTK_WIDGET (self->ring));
}

static void
row_activated_cb (MlgReadingPanel *self,
                  GtkListBoxRow   *row)
{
  g_signal_emit (self, signals[LINE], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "line")));
}

static void
close_clicked_cb (MlgReadingPanel *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

/* ---- life */

static void
mlg_reading_panel_dispose (GObject *object)
{
  MlgReadingPanel *self = MLG_READING_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_reading_panel_parent_class)->dispose (object);
}

static void
mlg_reading_panel_class_init (MlgReadingPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_reading_panel_dispose;
#define SIGNAL(name, n, ...) \
  g_signal_new (name, MLG_TYPE_READING_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n, ##__VA_ARGS__)
  signals[ASKED] = SIGNAL ("asked", 0);
  signals[LINE] = SIGNAL ("line", 1, G_TYPE_UINT);
  signals[ACTOR] = SIGNAL ("actor", 1, G_TYPE_POINTER);
  signals[CLOSED] = SIGNAL ("closed", 0);
#undef SIGNAL

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "readingpanel");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/partnerships/mlg-reading-panel.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, MlgReadingPanel, name)
  CHILD (box);
  CHILD (title);
  CHILD (spinner);
  CHILD (ends);
  CHILD (around);
  CHILD (steps);
  CHILD (steps_words);
  CHILD (controls);
  CHILD (sentence);
  CHILD (ring);
  CHILD (list);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
}

static void
mlg_reading_panel_init (MlgReadingPanel *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->ring, draw_ring, self, NULL);
  asked_cb (self);
  self->updating = FALSE;
}

/* ---- */

void
mlg_reading_panel_set_focus (MlgReadingPanel *self,
                             MlgFocus        *focus)
{
  g_return_if_fail (MLG_IS_READING_PANEL (self) && MLG_IS_FOCUS (focus));
  g_return_if_fail (self->focus == NULL);

  self->focus = g_object_ref (focus);
  add_end (self, 0);
  add_end (self, 1);
}

void
mlg_reading_panel_open (MlgReadingPanel *self,
                        MlgReadingKind   kind,
                        const char      *title)
{
  g_return_if_fail (MLG_IS_READING_PANEL (self));

  self->kind = kind;
  gtk_label_set_text (self->title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->ends), kind == MLG_READING_PATH);
  gtk_widget_set_visible (self->around, kind == MLG_READING_AROUND);
  mlg_reading_panel_set_controls (self, NULL);
}

void
mlg_reading_panel_show (MlgReadingPanel  *self,
                        const MlgReading *reading,
                        const MlgInk     *ink)
{
  GtkWidget *row;
  guint n;

  g_return_if_fail (MLG_IS_READING_PANEL (self));

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), reading == NULL);
  gtk_spinner_set_spinning (self->spinner, reading == NULL);
  /* The former answer stays in sight while the next is looked for. */
  if (reading == NULL)
    return;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  gtk_label_set_text (self->sentence, reading->sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), *reading->sentence != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reading->sentence, -1);
  show_ring (self, reading, ink);
  n = reading->lines->len;
  for (guint i = 0; i < MIN (n, MAX_LINES); i++)
    add_line (self, reading->lines->pdata[i], i);
}

void
mlg_reading_panel_set_controls (MlgReadingPanel *self,
                                GtkWidget       *controls)
{
  GtkWidget *child;

  g_return_if_fail (MLG_IS_READING_PANEL (self));

  while ((child = gtk_widget_get_first_child (self->controls)) != NULL)
    gtk_box_remove (GTK_BOX (self->controls), child);
  if (controls != NULL)
    gtk_box_append (GTK_BOX (self->controls), controls);
  gtk_widget_set_visible (self->controls, controls != NULL);
}

void
mlg_reading_panel_set_ends (MlgReadingPanel *self,
                            const MlgId     *from,
                            const MlgId     *to)
{
  MlgId ends[2] = { *from, *to };

  g_return_if_fail (MLG_IS_READING_PANEL (self));

  self->from = ends[0];
  self->to = ends[1];
  show_end (self, 0, &self->from);
  show_end (self, 1, &self->to);
}

MlgId
mlg_reading_panel_get_from (MlgReadingPanel *self)
{
  return self->from;
}

MlgId
mlg_reading_panel_get_to (MlgReadingPanel *self)
{
  return self->to;
}

guint
mlg_reading_panel_get_steps (MlgReadingPanel *self)
{
  return (guint) gtk_adjustment_get_value (self->steps);
}

const char *
mlg_reading_panel_get_sentence (MlgReadingPanel *self)
{
  return gtk_label_get_text (self->sentence);
}
