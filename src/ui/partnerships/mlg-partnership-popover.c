/* A partnership, seen from its line in the graph. */

#include "ui/partnerships/mlg-partnership-popover.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-vocabulary.h"
#include "ui/partnerships/mlg-partnership-commands.h"

#define WIDTH_CHARS 50

struct _MlgPartnershipPopover
{
  GtkPopover  parent_instance;

  /* Inside */
  GtkWidget  *content;          /* made anew after each change */

  /* Borrowed: the popover lives in the view */
  MlgView    *view;

  /* Owned */
  MlgProject *project;
  MlgRecord  *partnership;
  gulong      changed_handler;
};

G_DEFINE_FINAL_TYPE (MlgPartnershipPopover, mlg_partnership_popover, GTK_TYPE_POPOVER)

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static char *
name_actor (MlgPartnershipPopover *self,
            const char            *id_text)
{
  MlgId id;

  if (id_text == NULL || !mlg_id_parse (id_text, &id))
    return g_strdup (_("unknown"));

  return mlg_project_dup_title (self->project, mlg_schema_find (MLG_ENTITY_ACTOR), &id);
}

/* ---- A term that can be changed: state, economy */

typedef struct
{
  MlgPartnershipPopover *popover;
  MlgRecord             *record;
  const MlgField        *field;
  const MlgVocabulary   *vocabulary;
  const char           **terms;        /* as listed; the first may be NULL: none */
} TermChoice;

static void
term_choice_free (gpointer  data,
                  GClosure *closure)
{
  TermChoice *choice = data;

  g_object_unref (choice->record);
  g_free (choice->terms);
  g_free (choice);
}

static void
term_chosen_cb (GtkDropDown *drop_down,
                GParamSpec  *pspec,
                TermChoice  *choice)
{
  guint position = gtk_drop_down_get_selected (drop_down);
  g_autoptr(MlgPartnershipPopover) hold = g_object_ref (choice->popover);
  g_autoptr(GError) error = NULL;

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  /* A commit makes the content anew, and with it this list. */
  if (!mlg_project_set (hold->project, mlg_record_get_entity (choice->record), mlg_record_get_id (choice->record),
                        choice->field, choice->terms[position], &error))
    mlg_view_report (hold->view, error);
}

static GtkWidget *
make_term_choice (MlgPartnershipPopover *self,
                  MlgRecord             *record,
                  const char            *field_name,
                  const char            *none,          /* words for no term; NULL: there must be one */
                  const char            *left_out,      /* a term that is never typed, or NULL */
                  const char            *accessible)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (record), field_name);
  const MlgVocabulary *vocabulary = mlg_vocabulary_find (field->target);
  const char *value = mlg_record_get (record, field);
  GtkStringList *labels = gtk_string_list_new (NULL);
  TermChoice *choice = g_new0 (TermChoice, 1);
  GtkWidget *drop_down;
  guint n = 0;
  guint chosen = GTK_INVALID_LIST_POSITION;

  *choice = (TermChoice) { self, g_object_ref (record), field, vocabulary,
                           g_new0 (const char *, (vocabulary != NULL ? vocabulary->n_terms : 0) + 1) };
  if (none != NULL)
    {
      gtk_string_list_append (labels, none);
      if (value == NULL)
        chosen = 0;
      n++;
    }
  for (guint i = 0; vocabulary != NULL && i < vocabulary->n_terms; i++)
    if (g_strcmp0 (vocabulary->terms[i].id, left_out) != 0)
      {
        gtk_string_list_append (labels, vocabulary->terms[i].ui_label);
        if (g_strcmp0 (vocabulary->terms[i].id, value) == 0)
          chosen = n;
        choice->terms[n++] = vocabulary->terms[i].id;
      }

  drop_down = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, accessible, -1);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  g_signal_connect_data (drop_down, "notify::selected", G_CALLBACK (term_chosen_cb), choice, term_choice_free, 0);

  return drop_down;
}

/* ---- Axes */

static void
delete_axis_cb (MlgPartnershipPopover *self,
                GtkWidget             *button)
{
  g_autoptr(MlgRecord) axis = g_object_ref (g_object_get_data (G_OBJECT (button), "axis"));
  g_autoptr(GError) error = NULL;

  if (!mlg_project_delete (self->project, mlg_record_get_entity (axis), mlg_record_get_id (axis), &error))
    mlg_view_report (self->view, error);
}

/* « Ardelaine → Le Mat Drôme »; nothing when it goes both ways. */
static char *
describe_direction (MlgPartnershipPopover *self,
                    MlgRecord             *axis)
{
  const char *from_id = mlg_record_get_named (axis, "from");
  const char *to_id = mlg_record_get_named (axis, "to");
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (from_id == NULL || to_id == NULL)
    return NULL;
  from = name_actor (self, from_id);
  to = name_actor (self, to_id);

  return g_strdup_printf ("%s → %s", from, to);
}

static void
append_text (GtkWidget  *box,
             const char *text,
             const char *css_class)
{
  if (text != NULL && *text != '\0')
    gtk_box_append (GTK_BOX (box), make_label (text, css_class));
}

static void
append_source (MlgPartnershipPopover *self,
               GtkWidget             *box,
               const char            *document)
{
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;
  MlgId id;

  if (document == NULL || !mlg_id_parse (document, &id))
    return;

  title = mlg_project_dup_title (self->project, mlg_schema_find ("document"), &id);
  words = g_strdup_printf ("— %s", title);
  append_text (box, words, "source");
}

/* The sentences of the sources about @record; each source is named once, after its last one. */
static void
append_quotes (MlgPartnershipPopover *self,
               GtkWidget             *box,
               MlgRecord             *record)
{
  const MlgEntity *entity = mlg_schema_find ("source_link");
  g_autoptr(GPtrArray) links = mlg_project_referring (self->project, entity, "target", mlg_record_get_id (record));

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const char *quote = mlg_record_get_named (g_ptr_array_index (links, i), "quote");
      const char *document = mlg_record_get_named (g_ptr_array_index (links, i), "document");
      const char *next = i + 1 < links->len ? mlg_record_get_named (g_ptr_array_index (links, i + 1), "document") : NULL;
      g_autofree char *words = quote != NULL ? g_strdup_printf (_("“%s”"), quote) : NULL;

      append_text (box, words, "quote");
      if (g_strcmp0 (document, next) != 0)
        append_source (self, box, document);
    }
}

static GtkWidget *
make_axis_head (MlgPartnershipPopover *self,
                MlgRecord             *axis)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *delete = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const MlgField *kind = mlg_entity_find_field (mlg_record_get_entity (axis), "kind");
  g_autofree char *words = mlg_project_display (self->project, kind, mlg_record_get (axis, kind));
  GtkWidget *label = make_label (*words != '\0' ? words : _("Axis"), "kind");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_widget_add_css_class (delete, "flat");
  gtk_widget_set_valign (delete, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (delete, _("Remove this axis"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (delete), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove this axis"), -1);
  g_object_set_data_full (G_OBJECT (delete), "axis", g_object_ref (axis), g_object_unref);
  g_signal_connect_swapped (delete, "clicked", G_CALLBACK (delete_axis_cb), self);

  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), make_term_choice (self, axis, "economy", _("To be qualified"), "monetary", _("Economy")));
  gtk_box_append (GTK_BOX (head), delete);

  return head;
}

static GtkWidget *
make_axis (MlgPartnershipPopover *self,
           MlgRecord             *axis)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *direction = describe_direction (self, axis);
  const char *importance = mlg_record_get_named (axis, "importance");

  gtk_widget_add_css_class (box, "axis");
  gtk_box_append (GTK_BOX (box), make_axis_head (self, axis));
  append_text (box, mlg_record_get_named (axis, "label"), NULL);
  append_text (box, direction, "source");
  if (importance != NULL)
    {
      g_autofree char *words = g_strdup_printf (_("Importance: %s"), importance);

      append_text (box, words, "source");
    }
  append_text (box, mlg_record_get_named (axis, "effect"), "source");
  append_quotes (self, box, axis);

  return box;
}

/* ---- The foot */

static void
axis_added_cb (GtkDropDown           *drop_down,
               GParamSpec            *pspec,
               MlgPartnershipPopover *self)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find ("partnership_axis");
  guint position = gtk_drop_down_get_selected (drop_down);
  g_autoptr(GError) error = NULL;

  /* The first line only says what the list is for. */
  if (position == 0 || position > vocabulary->n_terms)
    return;
  if (!mlg_partnership_add_axis (self->project, mlg_record_get_id (self->partnership),
                                 vocabulary->terms[position - 1].id, &error))
    mlg_view_report (self->view, error);
}

static void
delete_clicked_cb (MlgPartnershipPopover *self)
{
  g_autoptr(MlgPartnershipPopover) hold = g_object_ref (self);
  g_autoptr(GError) error = NULL;

  if (!mlg_project_delete (self->project, mlg_record_get_entity (self->partnership),
                           mlg_record_get_id (self->partnership), &error))
    mlg_view_report (self->view, error);
  gtk_popover_popdown (GTK_POPOVER (hold));
}

static GtkWidget *
make_foot (MlgPartnershipPopover *self)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find ("partnership_axis");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *delete = gtk_button_new_with_label (_("Delete the partnership"));
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *add;

  gtk_string_list_append (labels, _("Add an axis…"));
  for (guint i = 0; vocabulary != NULL && i < vocabulary->n_terms; i++)
    gtk_string_list_append (labels, vocabulary->terms[i].ui_label);
  add = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_widget_set_hexpand (add, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add an axis…"), -1);
  g_signal_connect (add, "notify::selected", G_CALLBACK (axis_added_cb), self);
  g_signal_connect_swapped (delete, "clicked", G_CALLBACK (delete_clicked_cb), self);
  gtk_widget_add_css_class (delete, "flat");
  gtk_box_append (GTK_BOX (box), add);
  gtk_box_append (GTK_BOX (box), delete);

  return box;
}

/* ---- */

static GtkWidget *
make_axes (MlgPartnershipPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *quotes = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr(GPtrArray) axes = mlg_project_referring (self->project, mlg_schema_find (MLG_ENTITY_AXIS), "partnership",
                                                     mlg_record_get_id (self->partnership));

  append_text (box, mlg_record_get_named (self->partnership, "description"), NULL);
  for (guint i = 0; axes != NULL && i < axes->len; i++)
    gtk_box_append (GTK_BOX (box), make_axis (self, g_ptr_array_index (axes, i)));
  gtk_widget_add_css_class (quotes, "axis");
  append_quotes (self, quotes, self->partnership);
  if (gtk_widget_get_first_child (quotes) != NULL)
    gtk_box_append (GTK_BOX (box), quotes);

  g_object_unref (quotes);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 380);

  return scrolled;
}

static void
fill (MlgPartnershipPopover *self)
{
  g_autofree char *a = name_actor (self, mlg_record_get_named (self->partnership, "a"));
  g_autofree char *b = name_actor (self, mlg_record_get_named (self->partnership, "b"));
  g_autofree char *names = g_strdup_printf ("%s – %s", a, b);
  GtkWidget *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = make_label (_("State"), "source");

  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_box_append (GTK_BOX (self->content), make_label (names, "names"));
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_box_append (GTK_BOX (state), label);
  gtk_box_append (GTK_BOX (state), make_term_choice (self, self->partnership, "state", NULL, NULL, _("State")));
  gtk_box_append (GTK_BOX (self->content), state);
  gtk_box_append (GTK_BOX (self->content), make_axes (self));
  gtk_box_append (GTK_BOX (self->content), make_foot (self));
  gtk_popover_set_child (GTK_POPOVER (self), self->content);
}

static gboolean
refill_idle (gpointer data)
{
  MlgPartnershipPopover *self = data;

  if (self->project == NULL)
    return G_SOURCE_REMOVE;
  if (mlg_record_is_deleted (self->partnership))
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    fill (self);

  return G_SOURCE_REMOVE;
}

/* Later: the widget that asked for the change is still at work. */
static void
project_changed_cb (MlgPartnershipPopover *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, refill_idle, g_object_ref (self), g_object_unref);
}

static gboolean
unparent_idle (gpointer data)
{
  gtk_widget_unparent (data);

  return G_SOURCE_REMOVE;
}

static void
closed_cb (MlgPartnershipPopover *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_idle, g_object_ref (self), g_object_unref);
}

static void
mlg_partnership_popover_dispose (GObject *object)
{
  MlgPartnershipPopover *self = MLG_PARTNERSHIP_POPOVER (object);

  if (self->project != NULL)
    g_clear_signal_handler (&self->changed_handler, self->project);
  g_clear_object (&self->project);
  g_clear_object (&self->partnership);

  G_OBJECT_CLASS (mlg_partnership_popover_parent_class)->dispose (object);
}

static void
mlg_partnership_popover_class_init (MlgPartnershipPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_partnership_popover_dispose;
}

static void
mlg_partnership_popover_init (MlgPartnershipPopover *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "partnership");
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

void
mlg_partnership_popover_show (MlgView            *view,
                              GtkWidget          *parent,
                              const GdkRectangle *at,
                              const MlgId        *partnership)
{
  MlgProject *project = mlg_view_get_project (view);
  MlgRecord *record = mlg_project_get_record (project, mlg_schema_find (MLG_ENTITY_PARTNERSHIP), partnership);
  MlgPartnershipPopover *self;

  /* A membership or a meeting is not a partnership. */
  if (record == NULL)
    return;

  self = g_object_new (MLG_TYPE_PARTNERSHIP_POPOVER, NULL);
  self->view = view;
  self->project = g_object_ref (project);
  self->partnership = record;
  self->changed_handler = g_signal_connect_swapped (project, "changed", G_CALLBACK (project_changed_cb), self);
  fill (self);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  gtk_popover_popup (GTK_POPOVER (self));
}
