/* A live block in the text. */

#include "ui/monographs/mlg-figure-card.h"

#include "exchange/mlg-project-live.h"
#include "model/mlg-text.h"
#include "render/mlg-figure-live.h"
#include "ui/monographs/mlg-rich-buffer.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WIDEST   620
#define MARGINS  56          /* of the text beside the card */

struct _MlgFigureCard
{
  GtkBox              parent_instance;

  GtkWidget          *drawing;
  GtkWidget          *caption;
  GtkWidget          *button;
  GtkWidget          *popover;
  GtkWidget          *alternative;       /* entries of the popover */
  GtkWidget          *own_caption;

  MlgFocus           *focus;
  MlgRichView        *view;              /* borrowed: we are its child */
  GtkTextChildAnchor *anchor;
  MlgId               monograph;
  MlgLive            *live;
  MlgLiveDrawing     *picture;
  guint               look_again;
  int                 width, height;     /* of the drawing */
};

G_DEFINE_FINAL_TYPE (MlgFigureCard, mlg_figure_card, GTK_TYPE_BOX)

/* What can be chosen of each kind, beside its words. */
static const struct
{
  MlgLiveKind  kind;
  const char  *option, *on, *label;
} choices[] = {
  { MLG_LIVE_MAP,   "names",   "no",  N_("Without names") },
  { MLG_LIVE_MAP,   "numbers", "yes", N_("With numbers and a list") },
  { MLG_LIVE_GRAPH, "facts",   "yes", N_("Established partnerships only") },
  { MLG_LIVE_GRAPH, "members", "yes", N_("With memberships of networks") },
  { MLG_LIVE_GRAPH, "steps",   "2",   N_("With the partners of the partners") },
};

/* Whom of the monograph it is about (model/mlg-live-block.h). */
static const struct { const char *scope, *label; } scopes[] = {
  { NULL,         N_("The actors of this monograph and its initiative") },
  { "actors",     N_("The actors this monograph names") },
  { "initiative", N_("The initiative it tells, and its actors") },
  { "territory",  N_("The actors of its territories") },
};

static gboolean
is_projected (MlgFigureCard *self)
{
  return mlg_focus_is_projector (self->focus);
}

static MlgInkTheme
choose_theme (MlgFigureCard *self)
{
  gboolean dark;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-application-prefer-dark-theme", &dark, NULL);
  if (is_projected (self))
    return dark ? MLG_INK_PROJECTOR_BLACK : MLG_INK_PROJECTOR_WHITE;
  return dark ? MLG_INK_DARK : MLG_INK_LIGHT;
}

/* ---- what is drawn */

static void
fit (MlgFigureCard *self)
{
  int room = gtk_widget_get_width (GTK_WIDGET (self->view)) - MARGINS;
  int width = CLAMP (room, 160, WIDEST), height = 0;

  gtk_widget_set_visible (self->drawing, self->picture != NULL);
  if (self->picture != NULL)
    height = ceil (mlg_live_drawing_measure (self->picture, width));
  if (self->width == width && self->height == height)
    {
      gtk_widget_queue_draw (self->drawing);
      return;
    }

  self->width = width;
  self->height = height;
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->drawing), width);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->drawing), height);
  mlg_rich_view_measure_again (self->view);
}

static void
say (MlgFigureCard *self)
{
  const char *words = self->live == NULL ? _("Something this version does not know.")
                      : self->live->problem != NULL ? self->live->problem : self->live->caption;
  g_autofree char *shown = mlg_typeset (words != NULL ? words : "");

  gtk_label_set_text (GTK_LABEL (self->caption), shown);
  gtk_widget_set_visible (self->caption, *shown != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drawing), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->live != NULL && self->live->alternative != NULL ? self->live->alternative : shown, -1);
}

static void
look (MlgFigureCard *self)
{
  const char *address = mlg_rich_figure_get_address (self->anchor);

  g_clear_pointer (&self->picture, mlg_live_drawing_free);
  g_clear_pointer (&self->live, mlg_live_free);
  if (address != NULL)
    self->live = mlg_project_live_new (mlg_focus_get_project (self->focus), &self->monograph, address,
                                       is_projected (self) ? MLG_LIVE_FOR_PROJECTOR : MLG_LIVE_FOR_GROUP);
  if (self->live != NULL && self->live->problem == NULL)
    self->picture = mlg_live_drawing_new (self->live, choose_theme (self), 0);
  gtk_widget_set_visible (self->button, !is_projected (self));
  say (self);
  fit (self);
}

static gboolean
look_again_cb (gpointer data)
{
  MlgFigureCard *self = MLG_FIGURE_CARD (data);

  self->look_again = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
look_soon (MlgFigureCard *self)
{
  if (self->look_again == 0)
    self->look_again = g_idle_add_full (G_PRIORITY_LOW, look_again_cb, self, NULL);
}

static void
draw (GtkDrawingArea *area,
      cairo_t        *cr,
      int             width,
      int             height,
      gpointer        data)
{
  MlgFigureCard *self = MLG_FIGURE_CARD (data);

  if (self->picture == NULL)
    return;
  mlg_live_drawing_measure (self->picture, width);
  mlg_live_drawing_draw (self->picture, cr);
}

/* ---- what it shows */

static void
change (MlgFigureCard *self,
        const char    *option,
        const char    *value)
{
  g_autoptr(MlgLiveBlock) block = mlg_live_block_parse (mlg_rich_figure_get_address (self->anchor));
  g_autofree char *words = g_strdup (mlg_rich_figure_get_words (self->anchor));
  g_autofree char *address = NULL;

  if (block == NULL || g_strcmp0 (mlg_live_block_get_option (block, option), value) == 0)
    return;
  mlg_live_block_set_option (block, option, value);
  address = mlg_live_block_dup_address (block);
  mlg_rich_view_change_figure (self->view, self->anchor, address, words);
  look (self);
}

static void
toggled_cb (MlgFigureCard  *self,
            GtkCheckButton *check)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "mlg-choice"));

  change (self, choices[i].option, gtk_check_button_get_active (check) ? choices[i].on : NULL);
}

/* The words as they stand when the popover closes. */
static void
closed_cb (MlgFigureCard *self)
{
  const char *alternative = gtk_editable_get_text (GTK_EDITABLE (self->alternative));
  const char *caption = gtk_editable_get_text (GTK_EDITABLE (self->own_caption));
  const char *wanted = *alternative != '\0' ? alternative : MLG_LIVE_NO_ALT;

  if (g_strcmp0 (wanted, mlg_rich_figure_get_words (self->anchor)) != 0)
    {
      g_autofree char *address = g_strdup (mlg_rich_figure_get_address (self->anchor));

      mlg_rich_view_change_figure (self->view, self->anchor, address, wanted);
    }
  change (self, "caption", *caption != '\0' ? caption : NULL);
  look_soon (self);
}

static void
remove_clicked_cb (MlgFigureCard *self)
{
  g_signal_handlers_disconnect_by_func (self->popover, closed_cb, self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  mlg_rich_view_remove_figure (self->view, self->anchor);
}

static GtkWidget *
add_entry (GtkWidget  *box,
           const char *label,
           const char *hint,
           const char *text)
{
  GtkWidget *title = gtk_label_new (label);
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "dim");
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), entry);
  return entry;
}

static void
add_choices (MlgFigureCard *self,
             MlgLiveBlock  *block,
             GtkWidget     *box)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].kind == block->kind)
      {
        GtkWidget *check = gtk_check_button_new_with_label (_(choices[i].label));

        gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                     g_strcmp0 (mlg_live_block_get_option (block, choices[i].option), choices[i].on) == 0);
        g_object_set_data (G_OBJECT (check), "mlg-choice", GUINT_TO_POINTER (i));
        g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
        gtk_box_append (GTK_BOX (box), check);
      }
}

static void
scope_chosen_cb (MlgFigureCard *self,
                 GParamSpec    *pspec,
                 GtkWidget     *choice)
{
  change (self, "of", scopes[gtk_drop_down_get_selected (GTK_DROP_DOWN (choice))].scope);
}

/* What only an initiative or one record has is said, not chosen. */
static void
add_scope (MlgFigureCard *self,
           MlgLiveBlock  *block,
           GtkWidget     *box)
{
  static const MlgLiveKind chosen[] = { MLG_LIVE_MAP, MLG_LIVE_GRAPH, MLG_LIVE_AXES, MLG_LIVE_RING, MLG_LIVE_TIMELINE, MLG_LIVE_FIGURES, MLG_LIVE_ACTORS };
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *title = gtk_label_new (_("About whom")), *choice;
  gboolean may_choose = FALSE;
  guint at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    may_choose |= chosen[i] == block->kind && block->id[0] == '\0';
  if (!may_choose)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      gtk_string_list_append (words, _(scopes[i].label));
      if (i > 0 && g_strcmp0 (mlg_live_block_get_option (block, "of"), scopes[i].scope) == 0)
        at = i;
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), at);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "dim");
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("About whom"), -1);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (scope_chosen_cb), self);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), choice);
}

static void
fill_popover_cb (MlgFigureCard *self)
{
  g_autoptr(MlgLiveBlock) block = mlg_live_block_parse (mlg_rich_figure_get_address (self->anchor));
  const char *words = mlg_rich_figure_get_words (self->anchor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *remove = gtk_button_new_with_label (_("Take the figure out"));
  GtkWidget *title = gtk_label_new (block != NULL ? mlg_live_kind_get_label (block->kind) : "");

  gtk_widget_set_size_request (box, 380, -1);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "section");
  gtk_box_append (GTK_BOX (box), title);
  if (block != NULL)
    {
      add_scope (self, block, box);
      add_choices (self, block, box);
    }
  self->own_caption = add_entry (box, _("Caption"), self->live != NULL ? self->live->caption : NULL,
                                 block != NULL ? mlg_live_block_get_option (block, "caption") : NULL);
  self->alternative = add_entry (box, _("In words, for those who cannot see it"),
                                 self->live != NULL ? self->live->alternative : NULL,
                                 g_strcmp0 (words, MLG_LIVE_NO_ALT) == 0 ? NULL : words);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
}

/* ---- life */

static void
mlg_figure_card_dispose (GObject *object)
{
  MlgFigureCard *self = MLG_FIGURE_CARD (object);

  g_clear_handle_id (&self->look_again, g_source_remove);
  g_clear_pointer (&self->picture, mlg_live_drawing_free);
  g_clear_pointer (&self->live, mlg_live_free);
  g_clear_object (&self->anchor);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_figure_card_parent_class)->dispose (object);
}

static void
mlg_figure_card_class_init (MlgFigureCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_figure_card_dispose;
}

static void
mlg_figure_card_init (MlgFigureCard *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "figure");
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");

  self->drawing = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->drawing), draw, self, NULL);
  self->caption = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->caption), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->caption), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->caption), 60);
  gtk_widget_set_hexpand (self->caption, TRUE);
  gtk_widget_add_css_class (self->caption, "dim");

  self->popover = gtk_popover_new ();
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _("What it shows"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_START);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (fill_popover_cb), self);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (closed_cb), self);

  gtk_box_append (GTK_BOX (foot), self->caption);
  gtk_box_append (GTK_BOX (foot), self->button);
  gtk_box_append (GTK_BOX (self), self->drawing);
  gtk_box_append (GTK_BOX (self), foot);
}

GtkWidget *
mlg_figure_card_new (MlgFocus           *focus,
                     const MlgId        *monograph,
                     MlgRichView        *view,
                     GtkTextChildAnchor *anchor)
{
  MlgFigureCard *self = g_object_new (MLG_TYPE_FIGURE_CARD, NULL);

  self->focus = g_object_ref (focus);
  self->monograph = *monograph;
  self->view = view;
  self->anchor = g_object_ref (anchor);
  g_signal_connect_object (mlg_focus_get_project (focus), "changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "resized", G_CALLBACK (fit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (view)), "notify::gtk-application-prefer-dark-theme",
                           G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  look (self);
  return GTK_WIDGET (self);
}
