using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Admin;

namespace Survey.Web.Commands;

/// <summary>The addresses a newcomer needs, one a line.</summary>
public sealed class StartMessages(SurveyDbContext context, SetupLinks links, PublicAddress address)
{
    private const string LongQuestionnaire = "sipas_service";
    private const string ShortQuestionnaire = "sipas_short";

    public async Task WriteAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var open = await OpenPointsAsync(cancellationToken);
        var answer = open.Find(p => p.Questionnaire == ShortQuestionnaire) ?? open.Find(p => p.Questionnaire != LongQuestionnaire) ?? open.FirstOrDefault();
        var full = open.Find(p => p.Questionnaire == LongQuestionnaire);
        await WriteAsync(output, "Answer", answer is null ? null : $"/r/{answer.Code}");
        await WriteAsync(output, "Answer long", full is null ? null : $"/r/{full.Code}");
        await WriteAsync(output, "Poster", answer is null ? null : $"/design/points/{answer.Code}/poster");
        await WriteAsync(output, "Staff", await HasAdministratorAsync(cancellationToken) ? "/sign-in" : await links.CreateAsync(null, cancellationToken));
        await WriteAsync(output, "Results", "/analyse");
    }

    private async Task WriteAsync(TextWriter output, string name, string? path)
    {
        if (path is not null)
        {
            await output.WriteLineAsync($"{name}: {Of(path)}");
        }
    }

    // A person cannot open the address that means "every address of this machine".
    private string Of(string path) => address.Of(path)
        .Replace("//[::]:", "//localhost:", StringComparison.Ordinal)
        .Replace("//0.0.0.0:", "//localhost:", StringComparison.Ordinal);

    private Task<bool> HasAdministratorAsync(CancellationToken cancellationToken) => context.Users
        .AnyAsync(a => a.DisabledAt == null && a.Grants.Any(g => g.Role == Role.Administrator), cancellationToken);

    // One service first: its page is the questionnaire itself, with nothing to pick before.
    private Task<List<OpenCode>> OpenPointsAsync(CancellationToken cancellationToken) => (
        from open in context.OpenPoints
        join point in context.CollectionPoints on open.CollectionPointId equals point.Id
        where point.RetiredOn == null
        orderby point.Services.Count == 1 ? 0 : 1, point.Services.Count, point.Key
        select new OpenCode(point.Code, open.Wave!.Version!.Questionnaire!.Code)).ToListAsync(cancellationToken);

    private sealed record OpenCode(string Code, string Questionnaire);
}
