/* A person whose name the file holds, as the law sees her (RGPD): what is to be looked at again, all that the
 * file knows of her, and how she leaves it. Thread: main.
 */

#pragma once

#include "model/mlg-monograph.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* ---- what is to be looked at again */

typedef enum
{
  MLG_REVIEW_NO_BASIS     = 1 << 0,   /* nobody said why the file holds her name */
  MLG_REVIEW_NOT_INFORMED = 1 << 1,   /* nobody told her */
  MLG_REVIEW_OPPOSED      = 1 << 2,   /* she refuses and is still there */
  MLG_REVIEW_TOO_OLD      = 1 << 3,   /* the day has come after which she was to be looked at again */
  MLG_REVIEW_TO_ASK       = 1 << 4,   /* her agreement to be quoted is still to be asked */
} MlgReviewReasons;

typedef struct
{
  MlgId  id;
  char  *name;
  guint  reasons;                     /* MlgReviewReasons; 0: nothing to look at */
} MlgReviewLine;

/* Every person but those made anonymous: those with most to look at first, then by name. @today: days since 1970-01-01.
 * Array of MlgReviewLine. */
GPtrArray    *mlg_persons_review         (MlgProject    *project,
                                          int            today);
/* One sentence for one reason. */
const char   *mlg_review_describe        (MlgReviewReasons reason);

/* ---- all that the file knows */

typedef struct
{
  const MlgEntity *entity;
  MlgId            id;
  const MlgField  *field;
  char            *excerpt;           /* a few words on either side */
} MlgMention;

/* Free texts that name her, outside her own record. Array of MlgMention. */
GPtrArray    *mlg_person_find_mentions   (MlgProject    *project,
                                          const MlgId   *person);
/* In two steps: who is erased is still looked for afterwards. Her full name is blacked out then; her last
 * name alone, which may be somebody else's or a word, is left to whoever reads. */
GPtrArray    *mlg_person_dup_names       (MlgProject    *project,
                                          const MlgId   *person);
GPtrArray    *mlg_person_find_mentions_of (MlgProject   *project,
                                          GPtrArray     *names,
                                          const MlgId   *person);
/* Copies handed over in which she is; newest first. Array of MlgRecord of "handover". */
GPtrArray    *mlg_person_find_copies     (MlgProject    *project);
/* « Tout ce que le fichier sait de cette personne »: fields, records that name her, words, mentions, history,
 * copies. NULL with an error: no such person. */
MlgMonograph *mlg_person_dossier_new     (MlgProject    *project,
                                          const MlgId   *person,
                                          GError       **error);

/* ---- how she leaves */

/* A record without a name takes her place everywhere, with her trades and skills; hers is erased for good:
 * nothing of it comes back from an old copy, nor with undo. @anonymous may be NULL. */
gboolean      mlg_person_anonymise       (MlgProject    *project,
                                          const MlgId   *person,
                                          MlgId         *anonymous,
                                          GError       **error);

/* ---- the register of processing */

/* What the law asks every keeper of such a file to have at hand. */
MlgMonograph *mlg_register_new           (MlgProject    *project);

G_END_DECLS
