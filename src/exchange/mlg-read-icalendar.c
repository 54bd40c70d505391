/* Calendars: each event becomes one of the agenda.
 *
 * The file is cut into events here, so that a calendar that forgot an end, or broke a line, costs what
 * it broke and nothing else; libical reads each of them. Times are those of the place where the
 * event is: what is written in universal time is shown on the clock of the calendar, or of here.
 */

#include "exchange/mlg-source.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "exchange/mlg-card-table.h"
#include "exchange/mlg-encoding.h"
#include "model/mlg-vocabulary.h"

#define OWN_PREFIX "X-MAILLAGE-"

typedef struct
{
  GString  *text;          /* its lines, unfolded, from BEGIN to END */
  GString  *lost;          /* lines that are none */
  char     *place;         /* GEO as it is written: libical would round it */
  guint     line;
  gboolean  torn;
} Event;

typedef struct
{
  GPtrArray *events;       /* Event */
  Event     *open;         /* the one being read; owned by the array */
  guint      depth;        /* in an alarm, or another component of the event */
  guint      n_others;     /* tasks, journals */
  char      *time_zone;    /* of the calendar */
  gboolean   cancelled;    /* METHOD:CANCEL */
} Calendar;

typedef struct
{
  MlgCardTable *table;
  GTimeZone    *zone;
  gboolean      all_cancelled;  /* the whole calendar takes back */
  gboolean      cancelled;      /* the event being read */
  guint         n_cancelled;
  guint         n_unread;
} Reading;

/* ---- cutting */

static void
free_event (gpointer data)
{
  Event *event = data;

  g_string_free (event->text, TRUE);
  g_string_free (event->lost, TRUE);
  g_free (event->place);
  g_free (event);
}

static void
clear_calendar (Calendar *self)
{
  g_ptr_array_unref (self->events);
  g_free (self->time_zone);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Calendar, clear_calendar)

static void
close_event (Calendar *self,
             gboolean  torn)
{
  if (self->open == NULL)
    return;

  g_string_append (self->open->text, "END:VEVENT\r\n");
  self->open->torn = torn;
  self->open = NULL;
  self->depth = 0;
}

static void
open_event (Calendar *self,
            guint     line)
{
  close_event (self, FALSE);
  self->open = g_new0 (Event, 1);
  self->open->text = g_string_new ("BEGIN:VEVENT\r\n");
  self->open->lost = g_string_new (NULL);
  self->open->line = line;
  g_ptr_array_add (self->events, self->open);
}

static void
begin_component (Calendar   *self,
                 const char *name,
                 guint       line)
{
  if (g_ascii_strcasecmp (name, "VEVENT") == 0)
    open_event (self, line);
  else if (self->open != NULL)
    self->depth++;
  else
    self->n_others += g_ascii_strcasecmp (name, "VTODO") == 0 || g_ascii_strcasecmp (name, "VJOURNAL") == 0;
}

static void
end_component (Calendar   *self,
               const char *name)
{
  if (g_ascii_strcasecmp (name, "VEVENT") == 0 || g_ascii_strcasecmp (name, "VCALENDAR") == 0)
    close_event (self, FALSE);
  else if (self->depth > 0)
    self->depth--;
}

static gboolean
is_content_line (const char *text)
{
  gsize n = 0;

  while (g_ascii_isalnum (text[n]) || text[n] == '-')
    n++;
  return n > 0 && (text[n] == ':' || text[n] == ';');
}

/* @value: what comes after the first colon. */
static void
add_line (Calendar   *self,
          const char *text,
          guint       line)
{
  const char *value = strchr (text, ':');

  if (*text == '\0')
    return;

  value = value == NULL ? "" : value + 1;
  if (g_ascii_strncasecmp (text, "BEGIN:", 6) == 0)
    begin_component (self, value, line);
  else if (g_ascii_strncasecmp (text, "END:", 4) == 0)
    end_component (self, value);
  else if (self->open == NULL)
    {
      if (g_ascii_strncasecmp (text, "X-WR-TIMEZONE:", 14) == 0 && self->time_zone == NULL)
        self->time_zone = g_strdup (value);
      self->cancelled |= g_ascii_strcasecmp (text, "METHOD:CANCEL") == 0;
    }
  else if (self->depth > 0)
    return;
  else if (!is_content_line (text))
    g_string_append_printf (self->open->lost, "%s%s", self->open->lost->len > 0 ? "\n" : "", text);
  else if (g_ascii_strncasecmp (text, "GEO", 3) == 0 && (text[3] == ':' || text[3] == ';'))
    {
      g_free (self->open->place);
      self->open->place = g_strdup (value);
    }
  else
    {
      g_string_append (self->open->text, text);
      g_string_append (self->open->text, "\r\n");
    }
}

static void
cut (Calendar   *self,
     const char *text)
{
  g_autoptr(GString) line = g_string_new (NULL);
  guint number = 0, first = 1;

  self->events = g_ptr_array_new_with_free_func (free_event);
  while (*text != '\0')
    {
      gsize length = strcspn (text, "\r\n");

      number++;
      if ((*text == ' ' || *text == '\t') && number > 1)
        g_string_append_len (line, text + 1, length - 1);
      else
        {
          add_line (self, g_strchomp (line->str), first);
          g_string_truncate (line, 0);
          g_string_append_len (line, text, length);
          first = number;
        }
      text += length;
      text += *text == '\r' && text[1] == '\n' ? 2 : *text != '\0';
    }

  add_line (self, g_strchomp (line->str), first);
  close_event (self, TRUE);
}

/* ---- values */

static char *
dup_text (icalproperty *property)
{
  icalvalue *value = icalproperty_get_value (property);
  const char *text = NULL;
  char *written, *copy;

  if (value == NULL)
    return NULL;
  if (icalvalue_isa (value) == ICAL_TEXT_VALUE)
    text = icalvalue_get_text (value);
  else if (icalvalue_isa (value) == ICAL_X_VALUE)
    text = icalvalue_get_x (value);
  /* libical may cut where a character is not over. */
  if (text != NULL)
    return g_strstrip (g_utf8_make_valid (text, -1));

  written = icalvalue_as_ical_string_r (value);
  copy = written == NULL ? NULL : g_strstrip (g_utf8_make_valid (written, -1));
  icalmemory_free_buffer (written);
  return copy;
}

static char *
dup_property (icalcomponent     *event,
              icalproperty_kind  kind)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);

  return property == NULL ? NULL : dup_text (property);
}

typedef struct
{
  char *day;       /* "2014-05-17" */
  char *hour;      /* "18:30"; NULL: all day */
} Moment;

static void
clear_moment (Moment *self)
{
  g_free (self->day);
  g_free (self->hour);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Moment, clear_moment)

static gboolean
is_universal (icalproperty        *property,
              struct icaltimetype  time)
{
  icalparameter *zone = property == NULL ? NULL : icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  const char *name = zone == NULL ? NULL : icalparameter_get_tzid (zone);

  return icaltime_is_utc (time) ||
         (name != NULL && (g_ascii_strcasecmp (name, "UTC") == 0 || g_ascii_strcasecmp (name, "GMT") == 0 ||
                           g_str_has_suffix (name, "Etc/UTC")));
}

static gboolean
read_moment (Reading             *self,
             struct icaltimetype  time,
             gboolean             universal,
             Moment              *moment)
{
  g_autoptr(GDateTime) utc = NULL, local = NULL;

  if (icaltime_is_null_time (time) || !g_date_valid_dmy (CLAMP (time.day, 0, 99), CLAMP (time.month, 0, 99), CLAMP (time.year, 0, 9999)))
    return FALSE;

  if (time.is_date)
    {
      moment->day = g_strdup_printf ("%04d-%02d-%02d", time.year, time.month, time.day);
      return TRUE;
    }

  if (universal)
    {
      utc = g_date_time_new_utc (time.year, time.month, time.day, CLAMP (time.hour, 0, 23), CLAMP (time.minute, 0, 59), 0);
      local = utc == NULL ? NULL : g_date_time_to_timezone (utc, self->zone);
      if (local == NULL)
        return FALSE;
      moment->day = g_date_time_format (local, "%Y-%m-%d");
      moment->hour = g_date_time_format (local, "%H:%M");
      return TRUE;
    }

  moment->day = g_strdup_printf ("%04d-%02d-%02d", time.year, time.month, time.day);
  moment->hour = g_strdup_printf ("%02d:%02d", CLAMP (time.hour, 0, 23), CLAMP (time.minute, 0, 59));
  return TRUE;
}

/* Of an all-day event the end is the day after. */
static struct icaltimetype
get_end (icalcomponent       *event,
         struct icaltimetype  start,
         icalproperty       **property)
{
  icalproperty *duration = icalcomponent_get_first_property (event, ICAL_DURATION_PROPERTY);
  struct icaltimetype end = icaltime_null_time ();

  *property = icalcomponent_get_first_property (event, ICAL_DTEND_PROPERTY);
  if (*property != NULL)
    end = icalproperty_get_dtend (*property);
  else if (duration != NULL)
    {
      struct icaldurationtype lasts = icalproperty_get_duration (duration);

      *property = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY);
      end = icaltime_add (start, lasts);
    }

  if (!icaltime_is_null_time (end) && end.is_date)
    {
      icaltime_adjust (&end, -1, 0, 0, 0);
      if (icaltime_compare_date_only (end, start) < 0)
        end = start;
    }
  return end;
}

/* What our own calendars say beside what every calendar says. */
static char *
dup_own (icalcomponent *event,
         const char    *name)
{
  for (icalproperty *p = icalcomponent_get_first_property (event, ICAL_X_PROPERTY); p != NULL;
       p = icalcomponent_get_next_property (event, ICAL_X_PROPERTY))
    {
      if (g_strcmp0 (icalproperty_get_x_name (p), name) == 0)
        return dup_text (p);
    }

  return NULL;
}

static void
add_period (Reading       *self,
            icalcomponent *event)
{
  icalproperty *start = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY), *end;
  struct icaltimetype start_time = start == NULL ? icaltime_null_time () : icalproperty_get_dtstart (start);
  struct icaltimetype end_time = get_end (event, start_time, &end);
  g_auto(Moment) from = { 0 }, to = { 0 };
  g_autofree char *own = NULL;

  /* Known by its month or its year alone. */
  own = dup_own (event, OWN_PREFIX "START");
  if (own != NULL)
    {
      mlg_card_table_set (self->table, "start", own, " ");
      return;
    }
  if (!read_moment (self, start_time, is_universal (start, start_time), &from))
    {
      g_autofree char *unread = dup_property (event, ICAL_DTSTART_PROPERTY);

      /* « 20241332 » is no day: it stays as it is written, in the note. */
      mlg_card_table_set (self->table, "DTSTART", unread, " ");
      return;
    }

  mlg_card_table_set (self->table, "start", from.day, " ");
  mlg_card_table_set (self->table, "start_time", from.hour, " ");
  if (!read_moment (self, end_time, is_universal (end, end_time), &to))
    return;
  if (strcmp (to.day, from.day) > 0)
    mlg_card_table_set (self->table, "end", to.day, " ");
  if (g_strcmp0 (from.hour, to.hour) != 0 || strcmp (to.day, from.day) != 0)
    mlg_card_table_set (self->table, "end_time", to.hour, " ");
}

/* « every 2 weeks » */
static char *
dup_frequency (const char *frequency,
               guint       n)
{
  if (strcmp (frequency, "DAILY") == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "every day", "every %u days", n), n);
  if (strcmp (frequency, "WEEKLY") == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "every week", "every %u weeks", n), n);
  if (strcmp (frequency, "MONTHLY") == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "every month", "every %u months", n), n);
  if (strcmp (frequency, "YEARLY") == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "every year", "every %u years", n), n);
  return NULL;
}

/* "FREQ=WEEKLY;INTERVAL=2;UNTIL=20251231" in words; NULL: it says something else. */
static char *
dup_recurrence (const char *rule)
{
  g_auto(GStrv) parts = g_strsplit (rule, ";", -1);
  const char *frequency = "", *until = NULL;
  guint interval = 1, count = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      if (value == NULL)
        continue;
      *value++ = '\0';
      if (g_ascii_strcasecmp (parts[i], "FREQ") == 0)
        frequency = value;
      else if (g_ascii_strcasecmp (parts[i], "INTERVAL") == 0)
        interval = CLAMP ((guint) g_ascii_strtoull (value, NULL, 10), 1, 1000);
      else if (g_ascii_strcasecmp (parts[i], "COUNT") == 0)
        count = MIN ((guint) g_ascii_strtoull (value, NULL, 10), 100000);
      else if (g_ascii_strcasecmp (parts[i], "UNTIL") == 0 && strlen (value) >= 8)
        until = value;
    }

  words = dup_frequency (frequency, interval);
  if (words != NULL && until != NULL)
    return g_strdup_printf (_("%s until %.2s/%.2s/%.4s"), words, until + 6, until + 4, until);
  if (words != NULL && count > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u time", "%s, %u times", count), words, count);
  return g_steal_pointer (&words);
}

/* A word of ours if it is one; else it stays a word of the calendar. */
static void
add_category (Reading    *self,
              const char *text)
{
  const MlgTerm *kind = mlg_vocabulary_match (mlg_vocabulary_find ("event_kind"), text);
  const MlgTerm *theme = mlg_vocabulary_match (mlg_vocabulary_find ("theme"), text);

  if (kind != NULL && mlg_card_table_get (self->table, "kind") == NULL)
    mlg_card_table_set (self->table, "kind", kind->id, " ");
  else if (theme != NULL)
    mlg_card_table_set (self->table, "themes", theme->id, "|");
  else
    mlg_card_table_set (self->table, _("Categories"), text, ", ");
}

static void
add_place (Reading    *self,
           const char *written)
{
  g_auto(GStrv) parts = g_strsplit_set (written, ";,", -1);

  if (g_strv_length (parts) == 2 && strspn (g_strstrip (parts[0]), "+-.0123456789") == strlen (parts[0]) && *parts[0] != '\0' &&
      strspn (g_strstrip (parts[1]), "+-.0123456789") == strlen (parts[1]) && *parts[1] != '\0')
    {
      if (g_ascii_strtod (parts[0], NULL) == 0 && g_ascii_strtod (parts[1], NULL) == 0)
        return;
      mlg_card_table_set (self->table, "lat", parts[0], " ");
      mlg_card_table_set (self->table, "lon", parts[1], " ");
    }
  else
    mlg_card_table_set (self->table, _("Position"), written, " / ");
}

/* What an event says and the agenda has no place for keeps its name. */
static void
add_other (Reading      *self,
           icalproperty *property)
{
  static const char *const technical[] = { "X-MICROSOFT-", "X-MOZ-", "X-APPLE-", "X-LIC", "X-ALT-DESC", "X-WR-", "X-MS-", "X-GWITEM", OWN_PREFIX, NULL };
  icalparameter *name_of = icalproperty_get_first_parameter (property, ICAL_CN_PARAMETER);
  const char *name = icalproperty_isa (property) == ICAL_X_PROPERTY ? icalproperty_get_x_name (property)
                                                                    : icalproperty_kind_to_string (icalproperty_isa (property));
  g_autofree char *text = dup_text (property);
  g_autofree char *named = NULL;

  if (name == NULL || text == NULL)
    return;
  for (guint i = 0; technical[i] != NULL; i++)
    if (g_ascii_strncasecmp (name, technical[i], strlen (technical[i])) == 0)
      return;

  if (name_of != NULL && icalparameter_get_cn (name_of) != NULL)
    {
      g_autofree char *who = g_utf8_make_valid (icalparameter_get_cn (name_of), -1);

      named = g_strdup_printf ("%s (%s)", who, g_ascii_strncasecmp (text, "mailto:", 7) == 0 ? text + 7 : text);
    }
  mlg_card_table_set (self->table, name, named != NULL ? named : text, ", ");
}

static void
add_property (Reading      *self,
              icalproperty *property)
{
  g_autofree char *text = dup_text (property);
  g_autofree char *words = NULL;

  switch (icalproperty_isa (property))
    {
    case ICAL_LOCATION_PROPERTY:
      if (text != NULL)
        g_strdelimit (text, "\n", ' ');
      mlg_card_table_set (self->table, "venue", text, ", ");
      break;
    case ICAL_DESCRIPTION_PROPERTY:
      mlg_card_table_set (self->table, "description", text, "\n\n");
      break;
    case ICAL_URL_PROPERTY:
      mlg_card_table_set (self->table, mlg_card_table_get (self->table, "url") == NULL ? "url" : _("Other website"), text, ", ");
      break;
    case ICAL_CATEGORIES_PROPERTY:
      if (text != NULL)
        add_category (self, text);
      break;
    case ICAL_RRULE_PROPERTY:
      words = text == NULL ? NULL : dup_recurrence (text);
      mlg_card_table_set (self->table, "rule", text, " ");
      mlg_card_table_set (self->table, "recurrence", words, ", ");
      break;
    case ICAL_STATUS_PROPERTY:
      self->cancelled |= icalproperty_get_status (property) == ICAL_STATUS_CANCELLED;
      break;
    case ICAL_CLASS_PROPERTY:
      if (text != NULL && g_ascii_strcasecmp (text, "PUBLIC") != 0)
        mlg_card_table_set (self->table, "visibility", g_ascii_strcasecmp (text, "PRIVATE") == 0 ? "private" : "group", " ");
      break;
    case ICAL_XLICERROR_PROPERTY:
      self->n_unread++;
      if (text != NULL)
        mlg_card_table_set (self->table, _("Line that could not be read"), text, " / ");
      break;
    case ICAL_SUMMARY_PROPERTY:
    case ICAL_UID_PROPERTY:
    case ICAL_RECURRENCEID_PROPERTY:
    case ICAL_DTSTART_PROPERTY:
    case ICAL_DTEND_PROPERTY:
    case ICAL_DURATION_PROPERTY:
    case ICAL_DTSTAMP_PROPERTY:
    case ICAL_CREATED_PROPERTY:
    case ICAL_LASTMODIFIED_PROPERTY:
    case ICAL_SEQUENCE_PROPERTY:
    case ICAL_TRANSP_PROPERTY:
    case ICAL_PRIORITY_PROPERTY:
      break;
    default:
      add_other (self, property);
      break;
    }
}

/* One day of a series that was moved has the identifier of the series. */
static void
add_identity (Reading       *self,
              icalcomponent *event)
{
  g_autofree char *uid = dup_property (event, ICAL_UID_PROPERTY);
  g_autofree char *day = dup_property (event, ICAL_RECURRENCEID_PROPERTY);
  g_autofree char *key = uid == NULL || day == NULL ? NULL : g_strconcat (uid, "/", day, NULL);
  g_autofree char *own = dup_own (event, OWN_PREFIX "ID");

  /* An event of ours knows which one it is; the calendar it went through may have named it as well. */
  if (own != NULL)
    {
      mlg_card_table_set (self->table, "id", own, " ");
      mlg_card_table_set (self->table, "uid", uid != NULL && g_str_has_suffix (uid, "@maillage") ? NULL : uid, " ");
      return;
    }

  mlg_card_table_set (self->table, "key", key != NULL ? key : uid, " ");
  mlg_card_table_set (self->table, "uid", uid, " ");
}

static void
add_event (Reading     *self,
           const Event *read)
{
  icalcomponent *event = icalparser_parse_string (read->text->str);
  g_autofree char *title = NULL, *description = NULL;

  mlg_card_table_begin (self->table, read->line);
  if (read->torn)
    mlg_card_table_tear (self->table);
  if (event == NULL)
    {
      mlg_card_table_set (self->table, _("Line that could not be read"), read->text->str, " / ");
      self->n_unread++;
      return;
    }

  title = dup_property (event, ICAL_SUMMARY_PROPERTY);
  if (title == NULL || *title == '\0')
    {
      /* The first line of what is said of it names it as well. */
      description = dup_property (event, ICAL_DESCRIPTION_PROPERTY);
      g_free (title);
      title = description == NULL ? NULL : g_strndup (description, strcspn (description, "\n"));
    }
  if (title != NULL)
    g_strdelimit (title, "\n", ' ');

  add_identity (self, event);
  mlg_card_table_set (self->table, "title", title, " ");
  add_period (self, event);
  if (read->place != NULL)
    add_place (self, read->place);

  self->cancelled = FALSE;
  for (icalproperty *p = icalcomponent_get_first_property (event, ICAL_ANY_PROPERTY); p != NULL;
       p = icalcomponent_get_next_property (event, ICAL_ANY_PROPERTY))
    add_property (self, p);

  if (self->cancelled || self->all_cancelled)
    {
      mlg_card_table_set (self->table, _("State in the calendar"), _("cancelled"), " ");
      self->n_cancelled++;
    }
  if (read->lost->len > 0)
    {
      mlg_card_table_set (self->table, _("Line that could not be read"), read->lost->str, " / ");
      self->n_unread++;
    }
  icalcomponent_free (event);
}

/* ---- the file */

static void
declare_columns (MlgCardTable *table)
{
  static const struct { const char *target, *label; } columns[] = {
    { "id", "id" },
    { "key", N_("Original identifier") },
    { "title", N_("Title") },
    { "kind", N_("Type") },
    { "start", N_("Starts") },
    { "end", N_("Ends") },
    { "start_time", N_("From (time)") },
    { "end_time", N_("Until (time)") },
    { "venue", N_("Where") },
    { "lat", N_("Latitude") },
    { "lon", N_("Longitude") },
    { "recurrence", N_("How often") },
    { "rule", N_("Rule of repetition") },
    { "description", N_("Presentation") },
    { "url", N_("Site") },
    { "themes", N_("Themes") },
    { "visibility", N_("Audience") },
    { "uid", N_("Identifier in the calendar") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    mlg_card_table_declare (table, columns[i].target, g_dgettext (GETTEXT_PACKAGE, columns[i].label));
}

static void
add_remarks (Reading   *self,
             MlgSource *source,
             guint      n_others)
{
  const guint counts[] = { self->n_cancelled, self->n_unread, n_others };
  const char *const sentences[] = {
    g_dngettext (GETTEXT_PACKAGE, "%u event is cancelled in this calendar: its note says so.",
                 "%u events are cancelled in this calendar: their notes say so.", counts[0]),
    g_dngettext (GETTEXT_PACKAGE, "%u event has lines that could not be read: its note keeps them.",
                 "%u events have lines that could not be read: their notes keep them.", counts[1]),
    g_dngettext (GETTEXT_PACKAGE, "%u task of this calendar was left out: it is no event.",
                 "%u tasks of this calendar were left out: they are no events.", counts[2]),
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", counts[i]);
      g_auto(GStrv) parts = g_strsplit (sentences[i], "%u", -1);
      g_autofree char *sentence = g_strjoinv (number, parts);

      if (counts[i] > 0)
        mlg_source_add_remark (source, sentence);
    }
}

static gboolean
read_icalendar (MlgSource     *source,
                GBytes        *bytes,
                GCancellable  *cancellable,
                GError       **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = mlg_encoding_to_utf8 (length == 0 ? MLG_ENCODING_UTF8 : mlg_encoding_guess (data, length), data, length, &length, NULL);
  g_autoptr(MlgCardTable) table = mlg_card_table_new (_("Agenda"), "event");
  g_autoptr(GTimeZone) zone = NULL;
  g_auto(Calendar) calendar = { 0 };
  Reading self = { .table = table };

  icalerror_set_errors_are_fatal (FALSE);
  cut (&calendar, text);
  if (calendar.events->len == 0)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("There is no event in this file."));
      return FALSE;
    }

  zone = calendar.time_zone == NULL ? NULL : g_time_zone_new_identifier (calendar.time_zone);
  if (zone == NULL)
    zone = g_time_zone_new_local ();
  self.zone = zone;
  self.all_cancelled = calendar.cancelled;

  declare_columns (table);
  for (guint i = 0; i < calendar.events->len; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CANCELLED, _("Cancelled. Nothing was written."));
          return FALSE;
        }
      add_event (&self, calendar.events->pdata[i]);
    }

  add_remarks (&self, source, calendar.n_others);
  mlg_card_table_finish (table, source);
  return TRUE;
}

static guint
detect_icalendar (const char *name,
                  GBytes     *bytes)
{
  static const char *const starts[] = { "BEGIN:VCALENDAR", "BEGIN:VEVENT", NULL };
  static const char *const suffixes[] = { ".ics", ".ical", NULL };

  return mlg_card_table_detect (name, bytes, starts, suffixes);
}

const MlgReader mlg_reader_icalendar = { "icalendar", N_("Calendar (iCalendar)"), detect_icalendar, read_icalendar };
