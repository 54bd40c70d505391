/* The line at the foot of the directory where actors are typed, one after the other.
 *
 *   a name, Enter             the actor exists
 *   then 1 … 5                its category, while the line is still empty
 *   then Tab, a town, Enter   where it is
 *
 * Nothing asks, nothing blocks: what looks like an actor already there is said beside the line
 * before it is entered, and a mistake is undone.
 */

#include "ui/directory/mlg-entry-line.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"
#include "ui/directory/mlg-entry.h"
#include "ui/directory/mlg-mark.h"
#include "ui/directory/mlg-town-entry.h"

#define N_CATEGORIES 5

struct _MlgEntryLine
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkWidget    *details;          /* of the actor just entered */
  GtkLabel     *added;
  MlgTownEntry *town;
  GtkWidget    *chips;
  GtkWidget    *hint_box;
  GtkLabel     *hint;
  GtkButton    *see;
  GtkEntry     *entry;
  GtkButton    *add;

  MlgFocus     *focus;
  MlgId         actor;            /* the one just entered; null: none */
  MlgId         similar;          /* the one the hint speaks of */
};

G_DEFINE_FINAL_TYPE (MlgEntryLine, mlg_entry_line, GTK_TYPE_WIDGET)

static MlgProject *
get_project (MlgEntryLine *self)
{
  return mlg_focus_get_project (self->focus);
}

/* ---- the sentence beside the line */

static void
say (MlgEntryLine    *self,
     const char      *sentence,
     const MlgRecord *similar)
{
  gtk_label_set_label (self->hint, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->hint_box, sentence != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->see), similar != NULL);
  self->similar = similar != NULL ? *mlg_record_get_id ((MlgRecord *) similar) : (MlgId) { 0 };
}

static void
say_error (MlgEntryLine *self,
           const GError *error)
{
  g_autofree char *sentence = mlg_store_error_describe (error);

  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  say (self, sentence, NULL);
}

static char *
dup_name (MlgRecord  *known,
          const char *name)
{
  g_autofree char *title = NULL;

  if (known != NULL)
    {
      title = mlg_record_dup_title (known);
      return g_strdup_printf (_("“%s”"), title);
    }

  return g_strdup_printf (_("“%s” (new)"), name);
}

static void
say_link (MlgEntryLine *self,
          MlgEntry     *entry)
{
  g_autofree char *a = dup_name (entry->known, entry->name);
  g_autofree char *b = dup_name (entry->known_partner, entry->partner);
  g_autofree char *sentence = NULL;

  if (*entry->partner == '\0')
    {
      say (self, _("After the arrow, the name of the other actor; end with “?” for a wish."), NULL);
      return;
    }

  if (entry->wished)
    sentence = g_strdup_printf (_("Enter links %s to %s, as a wish."), a, b);
  else
    sentence = g_strdup_printf (_("Enter links %s to %s."), a, b);
  say (self, sentence, NULL);
}

static void
say_similar (MlgEntryLine *self,
             MlgEntry     *entry)
{
  MlgRecord *similar = entry->known != NULL ? entry->known
                       : entry->similar->len > 0 ? g_ptr_array_index (entry->similar, 0) : NULL;
  g_autofree char *title = similar != NULL ? mlg_record_dup_title (similar) : NULL;
  g_autofree char *sentence = NULL;

  if (entry->known != NULL)
    sentence = g_strdup_printf (_("“%s” is already in the file."), title);
  else if (similar != NULL)
    sentence = g_strdup_printf (_("Perhaps already there: “%s”."), title);
  say (self, sentence, similar);
}

static void
changed_cb (MlgEntryLine *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr(MlgEntry) entry = self->focus != NULL ? mlg_entry_read (get_project (self), text) : NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), entry != NULL);

  if (entry == NULL)
    {
      say (self, NULL, NULL);
      return;
    }

  gtk_widget_set_visible (self->details, FALSE);
  if (entry->partner != NULL)
    say_link (self, entry);
  else
    say_similar (self, entry);
}

static void
see_cb (MlgEntryLine *self)
{
  mlg_focus_select (self->focus, mlg_schema_find (MLG_ENTITY_ACTOR), &self->similar);
}

/* ---- entering */

static void
show_chip (MlgEntryLine *self,
           const char   *category)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->chips); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *chip = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));
      const char *id = g_object_get_data (G_OBJECT (chip), "category");

      if (g_strcmp0 (id, category) == 0)
        gtk_widget_add_css_class (chip, "chosen");
      else
        gtk_widget_remove_css_class (chip, "chosen");
    }
}

static void
show_details (MlgEntryLine *self)
{
  g_autofree char *title = mlg_project_dup_title (get_project (self), mlg_schema_find (MLG_ENTITY_ACTOR),
                                                  &self->actor);
  g_autofree char *sentence = g_strdup_printf (_("“%s” is entered. If you like:"), title);

  gtk_label_set_label (self->added, sentence);
  mlg_town_entry_clear (self->town);
  show_chip (self, NULL);
  gtk_widget_set_visible (self->details, TRUE);
}

static void
enter_cb (MlgEntryLine *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr(MlgEntry) entry = mlg_entry_read (get_project (self), text);
  g_autoptr(GError) error = NULL;

  if (entry == NULL)
    return;

  if (!mlg_entry_apply (entry, get_project (self), &self->actor, &error))
    {
      say_error (self, error);
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  mlg_focus_select (self->focus, mlg_schema_find (MLG_ENTITY_ACTOR), &self->actor);
  if (entry->partner == NULL || *entry->partner == '\0')
    show_details (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
enter_lines (MlgEntryLine *self,
             const char   *lines)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint n;

  if (!mlg_entry_add_lines (get_project (self), lines, &n, &error))
    {
      say_error (self, error);
      return;
    }

  sentence = g_strdup_printf (ngettext ("%u actor entered; one undo takes it back.",
                                        "%u actors entered; one undo takes them all back.", n), n);
  say (self, sentence, NULL);
}

/* A list that is pasted has more than one line; a field has but one. */
static void
insert_text_cb (MlgEntryLine *self,
                const char   *text,
                int           length,
                int          *position,
                GtkEditable  *editable)
{
  g_autofree char *inserted = length < 0 ? g_strdup (text) : g_strndup (text, length);

  g_strchomp (inserted);
  if (strchr (inserted, '\n') == NULL)
    return;

  g_signal_stop_emission_by_name (editable, "insert-text");
  enter_lines (self, inserted);
}

/* ---- what may follow */

static void
set_category (MlgEntryLine *self,
              const char   *category)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autoptr(GError) error = NULL;

  if (!mlg_project_set (get_project (self), actor, &self->actor, mlg_entity_find_field (actor, "category"),
                        category, &error))
    say_error (self, error);
  else
    show_chip (self, category);
}

static void
chip_clicked_cb (MlgEntryLine *self,
                 GtkWidget    *chip)
{
  set_category (self, g_object_get_data (G_OBJECT (chip), "category"));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

typedef struct
{
  const char     *insee_code;
  const MlgField *field;
  MlgId           id;
} TerritoryOfTown;

static gboolean
note_territory (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  TerritoryOfTown *wanted = data;

  if (g_strcmp0 (values[wanted->field->index], wanted->insee_code) != 0)
    return TRUE;

  wanted->id = *id;
  return FALSE;
}

/* If the file has the town as a territory, the actor has its seat there. */
static gboolean
set_seat (MlgEntryLine    *self,
          MlgGesture      *gesture,
          const MlgPlace  *place,
          GError         **error)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  const MlgEntity *territory = mlg_schema_find (MLG_ENTITY_TERRITORY);
  TerritoryOfTown wanted = { place->code, mlg_entity_find_field (territory, "insee_code") };
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_store_foreach (mlg_project_get_store (get_project (self)), territory, note_territory, &wanted, NULL);

  return mlg_id_is_null (&wanted.id) ||
         mlg_gesture_add_element (gesture, actor, &self->actor, mlg_entity_find_field (actor, "seat_territories"),
                                  mlg_id_write (&wanted.id, text), error);
}

static char *
dup_place_value (const MlgPlace *place)
{
  char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];
  const char *parts[3] = { lat, lon, mlg_precision_get_id (place->precision) };

  g_ascii_formatd (lat, sizeof lat, "%.5f", place->lat);
  g_ascii_formatd (lon, sizeof lon, "%.5f", place->lon);
  return mlg_value_join_parts (parts, G_N_ELEMENTS (parts));
}

static char *
dup_address_value (const MlgPlace *place)
{
  g_auto(GStrv) codes = g_strsplit (place->postal_codes, " ", 2);
  gboolean one_code = codes[0] != NULL && codes[1] == NULL;
  const char *parts[5] = { NULL, NULL, one_code ? codes[0] : NULL, place->name, place->code };

  return mlg_value_join_parts (parts, G_N_ELEMENTS (parts));
}

static gboolean
locate (MlgEntryLine    *self,
        const MlgPlace  *place,
        GError         **error)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree char *place_value = dup_place_value (place);
  g_autofree char *address_value = dup_address_value (place);
  g_autoptr(GError) invalid = NULL;
  g_autofree char *canonical = NULL;
  g_autoptr(MlgGesture) gesture = NULL;

  if (!mlg_value_parse (mlg_entity_find_field (actor, "place"), place_value, &canonical, &invalid))
    g_warning ("%s: %s", place->name, invalid->message);

  gesture = mlg_project_begin (get_project (self), N_("Locate an actor"), error);
  return gesture != NULL &&
         mlg_gesture_set (gesture, actor, &self->actor, mlg_entity_find_field (actor, "place"),
                          canonical != NULL ? canonical : place_value, error) &&
         mlg_gesture_set (gesture, actor, &self->actor, mlg_entity_find_field (actor, "address"),
                          address_value, error) &&
         set_seat (self, gesture, place, error) &&
         mlg_project_commit (get_project (self), g_steal_pointer (&gesture), error);
}

static void
town_chosen_cb (MlgEntryLine   *self,
                const MlgPlace *place)
{
  g_autoptr(GError) error = NULL;

  if (!locate (self, place, &error))
    say_error (self, error);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
key_pressed_cb (MlgEntryLine *self,
                guint         key)
{
  gboolean empty = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0';
  GtkFlowBoxChild *child;

  if (!empty || !gtk_widget_get_visible (self->details))
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Tab)
    return gtk_widget_grab_focus (GTK_WIDGET (self->town));

  if (key == GDK_KEY_Escape)
    {
      gtk_widget_set_visible (self->details, FALSE);
      return GDK_EVENT_STOP;
    }

  if (key >= GDK_KEY_KP_1 && key < GDK_KEY_KP_1 + N_CATEGORIES)
    key = key - GDK_KEY_KP_1 + GDK_KEY_1;
  if (key < GDK_KEY_1 || key >= GDK_KEY_1 + N_CATEGORIES)
    return GDK_EVENT_PROPAGATE;

  child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->chips), key - GDK_KEY_1);
  if (child != NULL)
    chip_clicked_cb (self, gtk_flow_box_child_get_child (child));
  return GDK_EVENT_STOP;
}

static void
add_chips (MlgEntryLine *self)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find ("user_category");

  for (guint i = 0; vocabulary != NULL && i < vocabulary->n_terms && i < N_CATEGORIES; i++)
    {
      GtkWidget *chip = gtk_button_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      g_autofree char *label = g_strdup_printf ("%u  %s", i + 1, mlg_category_get_short_label (i));

      gtk_box_append (GTK_BOX (box), mlg_mark_new (i));
      gtk_box_append (GTK_BOX (box), gtk_label_new (label));
      gtk_button_set_child (GTK_BUTTON (chip), box);
      gtk_widget_set_tooltip_text (chip, vocabulary->terms[i].label);
      gtk_widget_add_css_class (chip, "chip");
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_object_set_data (G_OBJECT (chip), "category", (gpointer) vocabulary->terms[i].id);
      g_signal_connect_swapped (chip, "clicked", G_CALLBACK (chip_clicked_cb), self);
      gtk_flow_box_append (GTK_FLOW_BOX (self->chips), chip);
      gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
    }
}

static gboolean
mlg_entry_line_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MLG_ENTRY_LINE (widget)->entry));
}

static void
mlg_entry_line_dispose (GObject *object)
{
  MlgEntryLine *self = MLG_ENTRY_LINE (object);

  g_clear_object (&self->focus);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_entry_line_parent_class)->dispose (object);
}

static void
mlg_entry_line_class_init (MlgEntryLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (MLG_TYPE_TOWN_ENTRY);

  G_OBJECT_CLASS (klass)->dispose = mlg_entry_line_dispose;
  widget_class->grab_focus = mlg_entry_line_grab_focus;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "entryline");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/directory/mlg-entry-line.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, box);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, details);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, added);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, town);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, chips);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, hint_box);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, hint);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, see);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, entry);
  gtk_widget_class_bind_template_child (widget_class, MlgEntryLine, add);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, see_cb);
  gtk_widget_class_bind_template_callback (widget_class, town_chosen_cb);
}

static void
mlg_entry_line_init (MlgEntryLine *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  add_chips (self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_swapped (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "insert-text",
                            G_CALLBACK (insert_text_cb), self);
}

void
mlg_entry_line_set_focus (MlgEntryLine *self,
                          MlgFocus     *focus)
{
  g_return_if_fail (MLG_IS_ENTRY_LINE (self));

  g_set_object (&self->focus, focus);
  gtk_widget_set_sensitive (self->box, focus != NULL && !mlg_project_is_read_only (mlg_focus_get_project (focus)));
}
