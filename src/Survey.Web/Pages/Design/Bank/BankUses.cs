using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Pages.Design.Questionnaires;

namespace Survey.Web.Pages.Design.Bank;

/// <summary>Which of the officer's questionnaires hold an entry of the bank, in their draft or in any version.</summary>
public sealed class BankUses
{
    private const int MostVersions = 5000;

    // A version never changes, so what it holds is read once.
    private readonly ConcurrentDictionary<long, IReadOnlySet<string>> _versions = new();

    public async Task<ILookup<string, BankUse>> FindAsync(SurveyDbContext context, StaffAccess access, IReadOnlyList<BankThing> things, CancellationToken cancellationToken)
    {
        var rows = await context.QuestionnairesOf(access).AsNoTracking().Select(q => new { q.Id, q.Code, q.Draft, q.ArchivedAt, Versions = q.Versions.Select(v => v.Id).ToList() }).ToListAsync(cancellationToken);
        await ReadAsync(context, [.. rows.SelectMany(r => r.Versions)], cancellationToken);
        var uses = new List<(string Mark, BankUse Use)>();
        foreach (var row in rows)
        {
            var draft = QuestionnaireJson.Read(row.Draft).Questionnaire;
            var inDraft = draft is null ? new HashSet<string>() : MarksOf(draft);
            var title = draft?.Title.In(access.Language) ?? row.Code;
            foreach (var thing in things)
            {
                var drafted = inDraft.Contains(thing.Mark);
                if (drafted || row.Versions.Any(v => _versions.TryGetValue(v, out var marks) && marks.Contains(thing.Mark)))
                {
                    var at = (thing.Item is null ? "scale:" : "item:") + thing.Code;
                    var other = drafted && row.ArchivedAt is null && BankThing.Of(draft!, at)?.ToJson() != thing.ToJson();
                    uses.Add((thing.Mark, new BankUse(row.Id, title, at, other)));
                }
            }
        }

        return uses.ToLookup(u => u.Mark, u => u.Use);
    }

    private async Task ReadAsync(SurveyDbContext context, IReadOnlyList<long> versions, CancellationToken cancellationToken)
    {
        if (_versions.Count > MostVersions)
        {
            _versions.Clear();
        }

        foreach (var batch in versions.Where(v => !_versions.ContainsKey(v)).Chunk(50))
        {
            foreach (var version in await context.QuestionnaireVersions.AsNoTracking().Where(v => batch.Contains(v.Id)).Select(v => new { v.Id, v.Json }).ToListAsync(cancellationToken))
            {
                _versions[version.Id] = QuestionnaireJson.Read(version.Json).Questionnaire is { } questionnaire ? MarksOf(questionnaire) : new HashSet<string>();
            }
        }
    }

    private static HashSet<string> MarksOf(Questionnaire q) => [.. q.Items.Select(BankThing.MarkOf), .. q.Scales.Select(BankThing.MarkOf)];
}

/// <summary>A questionnaire that holds an entry.</summary>
/// <param name="Id">The questionnaire.</param>
/// <param name="Title">Its title.</param>
/// <param name="At">Where in it.</param>
/// <param name="Differs">Whether its draft words it otherwise than the bank.</param>
public sealed record BankUse(long Id, string Title, string At, bool Differs);
