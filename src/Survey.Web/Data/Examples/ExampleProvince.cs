using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;

namespace Survey.Web.Data.Examples;

/// <summary>
/// What a newcomer finds: the shipped library, an example province with open waves, and five quarters of synthetic
/// responses. Each step and its mark in Settings are one transaction: a start that was killed goes on where it stopped.
/// </summary>
public sealed class ExampleProvince(IDbContextFactory<SurveyDbContext> contexts, Importer importer, LocalCalendar calendar)
{
    private const string Prefix = "Example.";
    private const string None = Prefix + "None";
    private const string Organisation = Prefix + "Organisation";
    private const string Waves = Prefix + "Waves";
    private const string Synthetic = Prefix + "Synthetic";

    /// <summary>Loads what is missing of the example; nothing where an installation began without it.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (await IsWantedAsync(cancellationToken))
        {
            var waves = new ExampleWaves(calendar);
            await StepAsync(Organisation, AddOrganisationAsync, cancellationToken);
            await StepAsync(Waves, waves.OpenAsync, cancellationToken);
            await StepAsync(Synthetic, waves.AddSyntheticAsync, cancellationToken);
        }
    }

    /// <summary>Remembers that this installation is not to have an example, ever.</summary>
    public async Task DeclineAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Settings.AnyAsync(s => s.Name.StartsWith(Prefix), cancellationToken))
        {
            await StepAsync(None, (_, _) => Task.CompletedTask, cancellationToken);
        }
    }

    private async Task<bool> IsWantedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var marks = await context.Settings.Where(s => s.Name.StartsWith(Prefix)).Select(s => s.Name).ToListAsync(cancellationToken);
        return marks.Count == 0
            ? !await context.Units.AnyAsync(cancellationToken)
            : !marks.Contains(None) && !marks.Contains(Synthetic);
    }

    // The mark is written first: a second node that starts at the same time waits for the first one's transaction, then finds the step done.
    private async Task StepAsync(string mark, Func<SurveyDbContext, CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Settings.AnyAsync(s => s.Name == mark, cancellationToken))
        {
            return;
        }

        context.Settings.Add(new Setting { Name = mark, Value = "done" });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is System.Data.Common.DbException)
        {
            return;
        }

        await step(context, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task AddOrganisationAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        var files = new List<ImportFile>();
        files.AddRange(await SurveyLibrary.ReadAsync("organisation", "*.csv", cancellationToken));
        files.AddRange(await SurveyLibrary.ReadAsync("questionnaires", "*.json", cancellationToken));
        files.AddRange(await SurveyLibrary.ReadAsync("scoring", "*.json", cancellationToken));
        var report = await importer.ApplyAsync(context, files, new ImportOptions(), cancellationToken);
        if (!report.Ok)
        {
            throw new InvalidDataException($"The shipped library is broken: {report.Problems[0]}");
        }

        foreach (var questionnaire in await context.Questionnaires.ToListAsync(cancellationToken))
        {
            context.QuestionnaireVersions.Add(DocumentImport.Publish(questionnaire, 1, calendar.UtcNow));
        }
    }
}
