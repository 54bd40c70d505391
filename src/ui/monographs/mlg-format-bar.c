/* The buttons that give words and paragraphs their looks. */

#include "ui/monographs/mlg-format-bar.h"

struct _MlgFormatBar
{
  GtkWidget    parent_instance;

  /* Template */
  GtkWidget   *content;
  GtkWidget   *kind;
  GtkWidget   *bold;
  GtkWidget   *italic;
  GtkWidget   *bullets;
  GtkWidget   *numbers;

  MlgRichView *text;        /* weak */
  gboolean     showing;     /* the change comes from us */
};

G_DEFINE_FINAL_TYPE (MlgFormatBar, mlg_format_bar, GTK_TYPE_WIDGET)

/* The positions of the drop-down. */
static const struct
{
  MlgParagraphKind kind;
  guint            level;
} kinds[] = {
  { MLG_PARAGRAPH_TEXT, 0 },
  { MLG_PARAGRAPH_HEADING, 1 },
  { MLG_PARAGRAPH_HEADING, 2 },
  { MLG_PARAGRAPH_QUOTATION, 0 },
};

static guint
position_of (MlgParagraphKind kind,
             guint            level)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind && (kind != MLG_PARAGRAPH_HEADING || kinds[i].level == MIN (level, 2)))
      return i;
  return 0;
}

static void
show_state (MlgFormatBar *self)
{
  MlgStyle style = MLG_STYLE_PLAIN;
  MlgParagraphKind kind = MLG_PARAGRAPH_TEXT;
  guint level = 0;

  gtk_widget_set_sensitive (self->content, self->text != NULL);
  if (self->text != NULL)
    {
      style = mlg_rich_view_get_style (self->text);
      kind = mlg_rich_view_get_kind (self->text, &level);
    }

  self->showing = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), position_of (kind, level));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->bold), (style & MLG_STYLE_BOLD) != 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->italic), (style & MLG_STYLE_ITALIC) != 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->bullets), kind == MLG_PARAGRAPH_BULLET);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->numbers), kind == MLG_PARAGRAPH_NUMBER);
  self->showing = FALSE;
}

static void
give_back_keyboard (MlgFormatBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
kind_selected_cb (MlgFormatBar *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));

  if (self->showing || self->text == NULL || selected >= G_N_ELEMENTS (kinds))
    return;
  mlg_rich_view_set_kind (self->text, kinds[selected].kind, kinds[selected].level);
  give_back_keyboard (self);
}

static void
bold_toggled_cb (MlgFormatBar *self)
{
  if (!self->showing && self->text != NULL)
    mlg_rich_view_toggle_style (self->text, MLG_STYLE_BOLD);
}

static void
italic_toggled_cb (MlgFormatBar *self)
{
  if (!self->showing && self->text != NULL)
    mlg_rich_view_toggle_style (self->text, MLG_STYLE_ITALIC);
}

static void
toggle_kind (MlgFormatBar     *self,
             MlgParagraphKind  wanted)
{
  guint level;

  if (self->showing || self->text == NULL)
    return;
  if (mlg_rich_view_get_kind (self->text, &level) == wanted)
    wanted = MLG_PARAGRAPH_TEXT;
  mlg_rich_view_set_kind (self->text, wanted, 0);
}

static void
bullets_toggled_cb (MlgFormatBar *self)
{
  toggle_kind (self, MLG_PARAGRAPH_BULLET);
}

static void
numbers_toggled_cb (MlgFormatBar *self)
{
  toggle_kind (self, MLG_PARAGRAPH_NUMBER);
}

static void
mlg_format_bar_dispose (GObject *object)
{
  MlgFormatBar *self = MLG_FORMAT_BAR (object);

  if (self->text != NULL)
    g_signal_handlers_disconnect_by_data (self->text, self);
  g_clear_weak_pointer (&self->text);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_format_bar_parent_class)->dispose (object);
}

static void
mlg_format_bar_class_init (MlgFormatBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_format_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/monographs/mlg-format-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgFormatBar, content);
  gtk_widget_class_bind_template_child (widget_class, MlgFormatBar, kind);
  gtk_widget_class_bind_template_child (widget_class, MlgFormatBar, bold);
  gtk_widget_class_bind_template_child (widget_class, MlgFormatBar, italic);
  gtk_widget_class_bind_template_child (widget_class, MlgFormatBar, bullets);
  gtk_widget_class_bind_template_child (widget_class, MlgFormatBar, numbers);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, bold_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, italic_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, bullets_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, numbers_toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "formatbar");
}

static void
mlg_format_bar_init (MlgFormatBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_state (self);
}

void
mlg_format_bar_set_text (MlgFormatBar *self,
                         MlgRichView  *text)
{
  g_return_if_fail (MLG_IS_FORMAT_BAR (self));

  if (self->text == text)
    return;

  if (self->text != NULL)
    g_signal_handlers_disconnect_by_data (self->text, self);
  g_set_weak_pointer (&self->text, text);
  if (text != NULL)
    g_signal_connect_object (text, "state-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
}
