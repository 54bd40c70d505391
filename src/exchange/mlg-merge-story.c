/* The report of a merge, to keep. */

#include "exchange/mlg-merge-story.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A value in a sentence: longer ones are in the file. */
#define MAX_VALUE 300

/* Signs that mean something in Markdown are said for themselves. */
static void
append_escaped (GString    *text,
                const char *words)
{
  glong n = 0;

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      if (n == MAX_VALUE)
        {
          g_string_append (text, "…");
          return;
        }
      if (*p == '\n')
        {
          g_string_append_c (text, ' ');
          continue;
        }
      if (strchr ("\\`*_{}[]<>#|", *p) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_len (text, p, g_utf8_next_char (p) - p);
    }
}

static char *
dup_quoted (const char *value)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *quoted = NULL;

  if (value == NULL)
    return g_strdup (_("(nothing)"));
  quoted = g_strdup_printf (_("“%s”"), value);
  append_escaped (text, quoted);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
describe_choice (const MlgMergeLine *line)
{
  switch (line->choice)
    {
    case MLG_MERGE_KEEP:
      return _("kept as here");
    case MLG_MERGE_LATER:
      return _("to decide");
    case MLG_MERGE_TAKE:
    default:
      return _("taken");
    }
}

static char *
dup_author (const MlgMergeLine *line)
{
  g_autoptr(GDateTime) utc = line->their_date > 0 ? g_date_time_new_from_unix_utc (line->their_date / 1000) : NULL;
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *when = local != NULL ? g_date_time_format (local, "%x %H:%M") : g_strdup ("");

  return line->their_author != NULL && *line->their_author != '\0' ? g_strdup_printf ("%s, %s", line->their_author, when)
                                                                   : g_steal_pointer (&when);
}

static void
tell_line (GString            *body,
           const MlgMergeLine *line)
{
  g_autofree char *author = dup_author (line);
  g_autofree char *ours = dup_quoted (line->ours);
  g_autofree char *theirs = dup_quoted (line->theirs);

  g_string_append (body, "  - ");
  if (line->title != NULL)
    {
      g_string_append_printf (body, "%s ", g_dgettext (GETTEXT_PACKAGE, line->entity->label));
      append_escaped (body, line->title);
      g_string_append (body, _(": "));
    }
  if (line->field != NULL)
    g_string_append_printf (body, _("%s: here %s, in the copy %s"), g_dgettext (GETTEXT_PACKAGE, line->field->label), ours, theirs);
  else
    g_string_append (body, mlg_merge_kind_get_words (line->kind));
  g_string_append_printf (body, " (%s) — %s\n", author, describe_choice (line));
}

static void
tell_group (GString             *body,
            const MlgMergeGroup *group)
{
  g_string_append_printf (body, "- **%s ", g_dgettext (GETTEXT_PACKAGE, group->entity->label));
  append_escaped (body, group->title);
  g_string_append_printf (body, "**%s%s", _(": "), mlg_merge_kind_get_words (group->kind));
  if (group->duplicate != NULL)
    {
      g_string_append_printf (body, " — %s", _("perhaps already here: "));
      append_escaped (body, group->duplicate);
    }
  g_string_append_c (body, '\n');
  for (guint i = 0; i < group->lines->len; i++)
    tell_line (body, g_ptr_array_index (group->lines, i));
}

static void
tell_kind (MlgMonograph *story,
           MlgMergePlan *plan,
           MlgMergeKind  kind)
{
  g_autoptr(GString) body = g_string_new (NULL);
  MlgMonographSection *section;

  if (plan->n[kind] == 0)
    return;

  for (guint i = 0; i < plan->groups->len; i++)
    {
      const MlgMergeGroup *group = g_ptr_array_index (plan->groups, i);

      if (group->kind == kind)
        tell_group (body, group);
    }
  section = mlg_monograph_add_section (story);
  section->heading = g_strdup_printf ("%s (%u)", mlg_merge_kind_get_words (kind), plan->n[kind]);
  section->body = g_string_free (g_steal_pointer (&body), FALSE);
}

MlgMonograph *
mlg_merge_plan_tell (MlgProject   *project,
                     MlgMergePlan *plan)
{
  MlgMonograph *story = mlg_monograph_new ();
  g_autofree char *copy = g_path_get_basename (plan->preview->path);
  g_autofree char *file = g_path_get_basename (mlg_project_get_path (project));
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  story->title = g_strdup (_("Report of a merge"));
  story->subtitle = g_strdup_printf (_("“%s” has entered “%s”"), copy, file);
  story->date = g_date_time_format (now, "%x %H:%M");
  story->language = g_strndup (g_get_language_names ()[0], 2);
  for (int kind = 0; kind < MLG_N_MERGE_KINDS; kind++)
    tell_kind (story, plan, kind);
  return story;
}
