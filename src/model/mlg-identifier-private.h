/* Between the files of mlg-identifier: what one kind of identifier makes of a text. */

#pragma once

#include "model/mlg-identifier.h"

G_BEGIN_DECLS

/* What was found so far: the verdict can only get worse. */
typedef struct
{
  const char           *text;       /* as it was written, trimmed */
  char                 *value;
  char                 *sentence;
  MlgIdentifierVerdict  verdict;
} MlgFinding;

/* Keeps the first sentence of the worst verdict. */
void mlg_finding_say     (MlgFinding *finding, MlgIdentifierVerdict verdict, const char *format, ...) G_GNUC_PRINTF (3, 4);
void mlg_finding_restore (MlgFinding *finding, char *value);     /* takes it, and says so */

void mlg_settle_email    (MlgFinding *finding);
void mlg_settle_phone    (MlgFinding *finding);

G_END_DECLS
