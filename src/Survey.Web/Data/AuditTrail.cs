using Survey.Web.Data.Entities;

namespace Survey.Web.Data;

/// <summary>Writes down who did what, in the transaction that does it.</summary>
public static class AuditTrail
{
    private const int SubjectLength = 400;

    public static void Audit(this SurveyDbContext context, LocalCalendar calendar, long? accountId, string action, string subject) =>
        context.AuditEntries.Add(new AuditEntry
        {
            Id = RandomKey.New(),
            At = calendar.UtcNow,
            AccountId = accountId,
            Action = action,
            Subject = subject.Length > SubjectLength ? subject[..SubjectLength] : subject,
        });
}
