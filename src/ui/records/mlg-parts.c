/* The rows that make one with a record and are changed in its sheet. */

#include "ui/records/mlg-parts.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "ui/records/mlg-journal-line.h"
#include "ui/records/mlg-sections.h"

static const char *const shown[] = {
  "person_function", "skill_exchange", "membership", "charter_signature", "need_initiative", "stage_history", "facet",
  "friction", "pooling", "result", "involvement", "source_link", "journal_entry", NULL
};

gboolean
mlg_parts_show (const MlgEntity *own,
                const MlgEntity *entity,
                const MlgField  *field)
{
  if (!(field->flags & MLG_FIELD_PARENT) || !g_strv_contains (shown, entity->name))
    return FALSE;

  return field->type == MLG_TYPE_ANY || g_strcmp0 (field->target, own->name) == 0;
}

/* How a heading is called where « Mises en relation » would say nothing. */
static const char *
find_heading (const MlgEntity *entity)
{
  if (g_str_equal (entity->name, "need_initiative"))
    return _("Needs");
  if (g_str_equal (entity->name, "journal_entry"))
    return _("What happened");
  return _(entity->plural);
}

void
mlg_parts_name_adding (MlgChildTable   *table,
                       const MlgEntity *own,
                       const MlgEntity *entity)
{
  static const struct { const char *own, *entity, *words; } names[] = {
    { "need", "need_initiative", N_("An initiative: type its name, then Enter") },
    { "initiative", "need_initiative", N_("A need: type it, then Enter") },
    { "network", "membership", N_("A member: type a name, then Enter") },
    { "person", "person_function", N_("A function: type its title, then Enter") },
    { "person", "skill_exchange", N_("A knowledge offered or asked for, then Enter") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].own, own->name) && g_str_equal (names[i].entity, entity->name))
      mlg_child_table_set_adding (table, NULL, _(names[i].words));
}

static void
show_count (GtkWidget     *label,
            MlgChildTable *table)
{
  const char *heading = g_object_get_data (G_OBJECT (label), "mlg-heading");
  guint n = mlg_child_table_get_n_rows (table);
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *words = n > 0 ? g_strdup_printf ("%s (%s)", heading, count) : g_strdup (heading);

  gtk_label_set_text (GTK_LABEL (label), words);
}

static void
add_table (GtkWidget       *box,
           MlgFocus        *focus,
           MlgRecord       *record,
           const MlgEntity *entity,
           const MlgField  *hook,
           gboolean         wide)
{
  static const char *const seats[] = { "trades", "stakeholder", "skills", "degree", NULL };
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *table = mlg_child_table_new (focus, entity, hook->name, g_str_equal (entity->name, "involvement") ? seats : NULL, !wide);

  g_object_set_data_full (G_OBJECT (label), "mlg-heading", g_strdup (find_heading (entity)), g_free);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "part-heading");
  gtk_box_append (GTK_BOX (part), label);

  mlg_parts_name_adding (MLG_CHILD_TABLE (table), mlg_record_get_entity (record), entity);
  if (g_str_equal (entity->name, "journal_entry"))
    {
      mlg_child_table_hide_adding (MLG_CHILD_TABLE (table));
      gtk_box_append (GTK_BOX (part), mlg_journal_line_new (focus, record));
    }
  else if (g_str_equal (entity->name, "source_link"))
    mlg_child_table_set_adding (MLG_CHILD_TABLE (table), "quote", _("Sentence of the source, then Enter"));
  else if (g_str_equal (entity->name, "friction"))
    mlg_child_table_set_default (MLG_CHILD_TABLE (table), "visibility", "private");
  else if (g_str_equal (entity->name, "involvement"))
    mlg_child_table_copy_from_picked (MLG_CHILD_TABLE (table));

  gtk_box_append (GTK_BOX (part), table);
  g_signal_connect_object (table, "changed", G_CALLBACK (show_count), label, G_CONNECT_SWAPPED);
  mlg_child_table_set_record (MLG_CHILD_TABLE (table), record);
  show_count (label, MLG_CHILD_TABLE (table));
  gtk_box_append (GTK_BOX (box), part);
}

static gboolean
has_rows (MlgFocus        *focus,
          MlgRecord       *record,
          const MlgEntity *entity,
          const MlgField  *hook)
{
  g_autoptr(GPtrArray) rows = mlg_project_referring (mlg_focus_get_project (focus), entity, hook->name, mlg_record_get_id (record));

  return rows != NULL && rows->len > 0;
}

/* A row hangs by one reference only, even where two could: a member is a member. */
static const MlgField *
find_hook (const MlgEntity *own,
           const MlgEntity *entity)
{
  for (int any = 0; any <= 1; any++)
    for (guint i = 0; i < entity->n_fields; i++)
      if ((entity->fields[i].type == MLG_TYPE_ANY) == any && mlg_parts_show (own, entity, &entity->fields[i]))
        return &entity->fields[i];

  return NULL;
}

GtkWidget *
mlg_parts_new (MlgFocus  *focus,
               MlgRecord *record,
               gboolean   wide)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  const MlgEntity *own = mlg_record_get_entity (record);
  const MlgSection *sections = mlg_sections_of (own);

  for (guint i = 0; shown[i] != NULL; i++)
    {
      const MlgEntity *entity = mlg_schema_find (shown[i]);
      const MlgField *hook = find_hook (own, entity);
      gboolean always = g_str_equal (shown[i], "source_link") || g_str_equal (shown[i], "journal_entry");

      if (hook == NULL || mlg_sections_have_child (sections, shown[i]) || own == entity)
        continue;

      /* Anything may have members, only these are asked for. */
      if (hook->type == MLG_TYPE_ANY && !always && !has_rows (focus, record, entity, hook) &&
          !g_str_equal (own->name, "actor") && !g_str_equal (own->name, "person"))
        continue;
      add_table (box, focus, record, entity, hook, wide);
    }
  return box;
}

void
mlg_parts_refresh (GtkWidget *parts)
{
  for (GtkWidget *part = gtk_widget_get_first_child (parts); part != NULL; part = gtk_widget_get_next_sibling (part))
    mlg_child_table_refresh (MLG_CHILD_TABLE (gtk_widget_get_last_child (part)));
}
