/* Handing over: what would leave and what would stay, a copy made for its readers, and the note of it that
 * the file keeps.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_HELD_NOT,          /* it leaves */
  MLG_HELD_PRIVATE,      /* confidential, because somebody said so or by its nature */
  MLG_HELD_GROUP,        /* for the group */
  MLG_HELD_PERSONAL,     /* about a person */
  MLG_HELD_CONSENT,      /* who said it has not agreed */
  MLG_HELD_DEPENDENT,    /* means nothing without a record that stays */
  MLG_HELD_OWN,          /* what the file notes for itself */
} MlgHeldReason;

typedef struct
{
  const MlgEntity *entity;
  guint            n_leaving;
  guint            n_held;
} MlgShareCount;

/* A record that stays. */
typedef struct
{
  const MlgEntity *entity;
  MlgId            id;
  MlgHeldReason    reason;
} MlgHeldRecord;

/* A field that tells of persons or is confidential, in records that leave. */
typedef struct
{
  const MlgEntity *entity;
  const MlgField  *field;
  guint            n_leaving;
  guint            n_held;
} MlgShareField;

typedef struct
{
  MlgLevel  level;
  guint     n_leaving, n_held;     /* records */
  guint     n_values_held;
  GArray   *counts;                /* MlgShareCount, entities that have records, in the order of the schema */
  GArray   *held;                  /* MlgHeldRecord */
  GArray   *fields;                /* MlgShareField that are filled somewhere */
} MlgShareSummary;

/* What mlg_project_share would do. */
MlgShareSummary *mlg_share_summarize    (MlgProject          *project,
                                         MlgLevel             level,
                                         GError             **error);
void             mlg_share_summary_free (MlgShareSummary     *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgShareSummary, mlg_share_summary_free)

/* A free text that leaves and names somebody who stays: nobody but a reader can tell whether it may. */
typedef struct
{
  const MlgEntity *entity;
  MlgId            id;
  const MlgField  *field;
  MlgId            person;
  char            *excerpt;        /* some words on either side */
} MlgShareMention;

/* Full names everywhere; a last name alone with its capital. In the order of the schema. Array of MlgShareMention;
 * empty for a complete copy, in which everybody leaves. */
GPtrArray       *mlg_share_find_mentions (MlgProject         *project,
                                         MlgLevel             level,
                                         GError             **error);

typedef struct
{
  MlgLevel    level;
  const char *recipient;           /* to whom; NULL: not said */
  const char *licence;             /* written in the copy too; NULL: none */
} MlgHandover;

/* mlg_project_share, then the note of it. */
gboolean         mlg_share_hand_over    (MlgProject          *project,
                                         const char          *path,
                                         const MlgHandover   *handover,
                                         GError             **error);

/* Notes that @path, made by somebody else at this level, was handed over: a page, a table. @format: "html",
 * "ods"… It is a fact, no command: Ctrl+Z does not take it back. */
gboolean         mlg_share_note         (MlgProject          *project,
                                         const char          *path,
                                         const char          *format,
                                         const MlgHandover   *handover,
                                         GError             **error);

G_END_DECLS
