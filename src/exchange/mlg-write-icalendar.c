/* The agenda as a calendar (RFC 5545).
 *
 * Times are written without a zone: they are those of the place where one goes. An event known by its
 * month or its year alone lasts all of it; one without any date has no place in a calendar.
 */

#include "exchange/mlg-export.h"

#include <stdio.h>
#include <string.h>

#include "exchange/mlg-content-line.h"
#include "exchange/mlg-export-records.h"
#include "model/mlg-date.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

/* 1970-01-01 as GLib counts days. */
#define EPOCH 719163

typedef struct
{
  MlgExportRecords *records;
  MlgRecord        *record;
  GString          *out;
} Entry;

static const char *
get_value (Entry      *self,
           const char *field)
{
  return mlg_export_records_get (self->records, self->record, mlg_entity_find_field (self->records->entity, field));
}

static char *
dup_day (int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint) (day + EPOCH));
  return g_strdup_printf ("%04d%02d%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

/* "18:30", "18h30", "18h" → "183000". */
static char *
dup_hour (const char *text)
{
  guint hours, minutes = 0;
  char sign;

  if (text == NULL || sscanf (text, "%2u%c%2u", &hours, &sign, &minutes) < 2 || strchr (":hH", sign) == NULL ||
      hours > 23 || minutes > 59)
    return NULL;
  return g_strdup_printf ("%02u%02u00", hours, minutes);
}

static gboolean
read_date (const char *period,
           guint       part,
           MlgDate    *date)
{
  g_autofree char *text = period == NULL ? NULL : mlg_value_dup_part (period, part);

  return text != NULL && mlg_date_parse (text, date) && date->year > 0;
}

static void
add_moment (Entry      *self,
            const char *name,
            int         day,
            const char *hour)
{
  g_autofree char *date = dup_day (day);
  g_autofree char *value = hour == NULL ? NULL : g_strconcat (date, "T", hour, NULL);
  g_autofree char *dated = g_strconcat (name, ";VALUE=DATE", NULL);

  mlg_content_line_add (self->out, hour == NULL ? dated : name, hour == NULL ? date : value);
}

static void
add_period (Entry         *self,
            const MlgDate *start,
            const char    *period)
{
  g_autofree char *from = start->day == 0 ? NULL : dup_hour (get_value (self, "start_time"));
  g_autofree char *to = from == NULL ? NULL : dup_hour (get_value (self, "end_time"));
  MlgDate end;
  /* start, start_text, end, end_text */
  gboolean has_end = read_date (period, 2, &end);
  int first = mlg_date_first_day (start);
  int last = has_end ? mlg_date_last_day (&end) : mlg_date_last_day (start);

  last = MAX (first, last);
  add_moment (self, "DTSTART", first, from);
  if (from == NULL)
    add_moment (self, "DTEND", last + 1, NULL);
  else if (to != NULL)
    add_moment (self, "DTEND", last > first || strcmp (to, from) >= 0 ? last : first + 1, to);
  else if (last > first)
    add_moment (self, "DTEND", last, "235900");
}

static void
add_venue (Entry *self)
{
  const char *venue = get_value (self, "venue"), *address = get_value (self, "address"), *place = get_value (self, "place");
  g_autofree char *lat = place == NULL ? NULL : mlg_value_dup_part (place, 0);
  g_autofree char *lon = place == NULL ? NULL : mlg_value_dup_part (place, 1);
  g_autofree char *point = lat == NULL || lon == NULL ? NULL : g_strconcat (lat, ";", lon, NULL);
  g_autofree char *shown = venue != NULL || address == NULL
                             ? g_strdup (venue) : mlg_value_to_display (mlg_entity_find_field (self->records->entity, "address"), address);

  mlg_content_line_add_text (self->out, "LOCATION", shown);
  mlg_content_line_add (self->out, "GEO", point);
}

static void
append_label (GString    *labels,
              const char *vocabulary,
              const char *id)
{
  const MlgVocabulary *found = mlg_vocabulary_find (vocabulary);
  const MlgTerm *term = found == NULL ? NULL : mlg_vocabulary_term (found, id);
  g_autofree char *escaped = mlg_content_line_escape (term != NULL ? term->ui_label : id);

  g_string_append_printf (labels, "%s%s", labels->len > 0 ? "," : "", escaped);
}

static void
add_categories (Entry *self)
{
  g_auto(GStrv) themes = mlg_value_split (get_value (self, "themes"));
  g_autoptr(GString) labels = g_string_new (NULL);

  if (get_value (self, "kind") != NULL)
    append_label (labels, "event_kind", get_value (self, "kind"));
  for (guint i = 0; themes[i] != NULL; i++)
    append_label (labels, "theme", themes[i]);
  mlg_content_line_add (self->out, "CATEGORIES", labels->str);
}

static void
add_identity (Entry      *self,
              const char *now)
{
  char id[MLG_ID_TEXT_LENGTH + 1];
  const char *uid = get_value (self, "uid");
  g_autofree char *own = NULL;

  mlg_id_write (mlg_record_get_id (self->record), id);
  own = g_strconcat (id, "@maillage", NULL);
  mlg_content_line_add_text (self->out, "UID", uid != NULL ? uid : own);
  mlg_content_line_add (self->out, "DTSTAMP", now);
  mlg_content_line_add (self->out, "X-MAILLAGE-ID", id);
}

static void
write_event (Entry      *self,
             const char *now)
{
  const char *period = get_value (self, "period");
  const char *title = get_value (self, "title");
  const char *rule = get_value (self, "rule");
  const char *visibility = get_value (self, "visibility");
  MlgDate start;

  if (title == NULL || !read_date (period, 0, &start))
    return;

  g_string_append (self->out, "BEGIN:VEVENT\r\n");
  add_identity (self, now);
  mlg_content_line_add_text (self->out, "SUMMARY", title);
  add_period (self, &start, period);
  if (start.day == 0)
    {
      g_autofree char *known = mlg_value_dup_part (period, 0);

      mlg_content_line_add_text (self->out, "X-MAILLAGE-START", known);
    }
  add_venue (self);
  mlg_content_line_add_text (self->out, "DESCRIPTION", get_value (self, "description"));
  mlg_content_line_add (self->out, "URL", get_value (self, "url"));
  add_categories (self);
  if (rule != NULL && g_str_has_prefix (rule, "FREQ=") && strpbrk (rule, "\r\n:") == NULL)
    mlg_content_line_add (self->out, "RRULE", rule);
  if (g_strcmp0 (visibility, "private") == 0)
    mlg_content_line_add (self->out, "CLASS", "PRIVATE");
  else if (g_strcmp0 (visibility, "group") == 0)
    mlg_content_line_add (self->out, "CLASS", "CONFIDENTIAL");
  g_string_append (self->out, "END:VEVENT\r\n");
}

GBytes *
mlg_write_icalendar (MlgProject              *project,
                     const MlgExportOptions  *options,
                     GError                 **error)
{
  g_auto(MlgExportRecords) records = { 0 };
  g_autoptr(GString) out = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Maillage//FR\r\nCALSCALE:GREGORIAN\r\n");
  g_autoptr(GDateTime) time = g_date_time_new_now_utc ();
  g_autofree char *now = g_date_time_format (time, "%Y%m%dT%H%M%SZ");
  MlgExportOptions whole = *options;

  whole.columns = NULL;
  if (!mlg_export_records_read (&records, project, &whole, mlg_schema_find ("event"), NULL, error))
    return NULL;

  mlg_content_line_add_text (out, "X-WR-CALNAME", mlg_project_get_title (project));
  for (guint i = 0; i < records.records->len; i++)
    {
      Entry entry = { &records, records.records->pdata[i], out };

      write_event (&entry, now);
    }

  g_string_append (out, "END:VCALENDAR\r\n");
  return g_string_free_to_bytes (g_steal_pointer (&out));
}
