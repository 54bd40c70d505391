/* A line in which one types to choose among terms or records. */

#include "ui/records/mlg-picker.h"

#include "model/mlg-text.h"
#include "ui/common/mlg-completion.h"
#include "ui/records/mlg-terms.h"

#include <glib/gi18n-lib.h>

#define MAX_SHOWN 12

struct _MlgPicker
{
  GtkBox          parent_instance;

  GtkWidget      *entry;
  MlgCompletion  *completion;

  const MlgField *field;
  MlgFocus       *focus;
  gboolean        creates;
};

G_DEFINE_FINAL_TYPE (MlgPicker, mlg_picker, GTK_TYPE_BOX)

enum { PICKED, CREATE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* What a row of the list stands for. */
typedef struct
{
  char       *element;
  const char *create;      /* the entity of which one is to be made with that name; or NULL */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->element);
  g_free (choice);
}

static void
pick (MlgPicker  *self,
      const char *element)
{
  g_autofree char *own = g_strdup (element);

  mlg_completion_hide (self->completion);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[PICKED], 0, own);
}

static void
chosen_cb (MlgPicker *self,
           Choice    *choice)
{
  g_autofree char *own = g_strdup (choice->element);

  if (choice->create == NULL)
    {
      pick (self, own);
      return;
    }

  const char *create = choice->create;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[CREATE], 0, create, own);
}

static void
add_row (MlgPicker  *self,
         const char *element,
         const char *create,
         const char *label,
         const char *detail)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->element = g_strdup (element);
  choice->create = create;
  mlg_completion_add (self->completion, label, detail, choice, choice_free);
}

static void
list_terms (MlgPicker  *self,
            const char *needle)
{
  g_autoptr(GPtrArray) terms = mlg_terms_of (mlg_focus_get_project (self->focus), self->field->target);

  for (guint i = 0; i < terms->len; i++)
    {
      MlgTermChoice *term = g_ptr_array_index (terms, i);
      g_autofree char *folded = mlg_fold (term->label);

      if (*needle != '\0' && !mlg_fold_matches (folded, needle))
        continue;
      add_row (self, term->id, NULL, term->label, term->tooltip);
    }
}

/* Who can hold a seat, be a member, bring something: not any record. */
static const char *const holders[] = { "actor", "person", "network", "territory", NULL };

static gboolean
is_holder (const MlgField  *field,
           const MlgEntity *entity)
{
  return field->type != MLG_TYPE_ANY || g_str_equal (field->name, "target") ||
         g_strv_contains (holders, entity->name);
}

static void
offer_creation (MlgPicker  *self,
                const char *text)
{
  static const char *const created[] = { "actor", "person", NULL };
  g_autofree char *name = g_strstrip (g_strdup (text));

  for (guint i = 0; created[i] != NULL; i++)
    if (self->field->target == NULL || g_str_equal (self->field->target, created[i]))
      {
        g_autofree char *label = i == 0 ? g_strdup_printf (_("Add the actor “%s”"), name)
                                        : g_strdup_printf (_("Add the person “%s”"), name);

        add_row (self, name, created[i], label, NULL);
      }

  if (self->field->target != NULL && !g_strv_contains (created, self->field->target))
    {
      g_autofree char *label = g_strdup_printf (_("Add “%s”"), name);

      add_row (self, name, self->field->target, label, NULL);
    }
}

static void
list_records (MlgPicker  *self,
              const char *text)
{
  const MlgEntity *entity = self->field->target != NULL ? mlg_schema_find (self->field->target) : NULL;
  g_autoptr(GPtrArray) found = mlg_project_search (mlg_focus_get_project (self->focus), entity, text, MAX_SHOWN);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      MlgRecord *record = g_ptr_array_index (found, i);
      const MlgEntity *kind = mlg_record_get_entity (record);

      if (!is_holder (self->field, kind))
        continue;

      g_autofree char *title = mlg_record_dup_title (record);
      g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (record));
      g_autofree char *any = g_strdup_printf ("%s:%s", kind->name, id);

      add_row (self, self->field->type == MLG_TYPE_ANY ? any : id, NULL, title,
               entity == NULL ? _(kind->label) : NULL);
    }
  if (self->creates)
    offer_creation (self, text);
}

static void
refresh (MlgPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *needle = mlg_fold (text);

  mlg_completion_clear (self->completion);
  if (self->field->type == MLG_TYPE_TERMS)
    list_terms (self, needle);
  else if (self->field->type != MLG_TYPE_WORDS && *needle != '\0')
    list_records (self, text);
  mlg_completion_show (self->completion, FALSE);
}

static void
changed_cb (MlgPicker *self)
{
  if (gtk_widget_get_mapped (self->entry))
    refresh (self);
}

static void
activated_cb (MlgPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->field->type == MLG_TYPE_WORDS)
    {
      g_autofree char *typed = g_strstrip (g_strdup (text));

      if (*typed != '\0')
        pick (self, typed);
    }
  else
    mlg_completion_choose (self->completion, TRUE);
}

static void
clicked_cb (MlgPicker *self)
{
  if (self->field->type == MLG_TYPE_TERMS)
    refresh (self);
}

static void
mlg_picker_dispose (GObject *object)
{
  MlgPicker *self = MLG_PICKER (object);

  if (self->completion != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->completion));
  self->completion = NULL;
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_picker_parent_class)->dispose (object);
}

static void
mlg_picker_class_init (MlgPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_picker_dispose;

  signals[PICKED] = g_signal_new ("picked", MLG_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CREATE] = g_signal_new ("create", MLG_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
mlg_picker_init (MlgPicker *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_box_append (GTK_BOX (self), self->entry);

  self->completion = MLG_COMPLETION (mlg_completion_new (self->entry, GTK_POS_BOTTOM));
  mlg_completion_set_beneath (self->completion, TRUE);
  g_signal_connect_swapped (self->completion, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->completion, "asked", G_CALLBACK (refresh), self);

  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (self->entry, GTK_EVENT_CONTROLLER (click));

  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activated_cb), self);
}

GtkWidget *
mlg_picker_new (MlgFocus       *focus,
                const MlgField *field)
{
  MlgPicker *self = g_object_new (MLG_TYPE_PICKER, NULL);
  g_autofree char *name = g_strdup_printf (_("Add to “%s”"), _(field->label));

  self->focus = g_object_ref (focus);
  self->field = field;
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  field->type == MLG_TYPE_WORDS ? _("Add, then Enter") : _("Type to choose"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

void
mlg_picker_offer_creation (MlgPicker *self)
{
  g_return_if_fail (MLG_IS_PICKER (self));

  self->creates = TRUE;
}

void
mlg_picker_set_placeholder (MlgPicker  *self,
                            const char *text)
{
  g_return_if_fail (MLG_IS_PICKER (self));

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}
