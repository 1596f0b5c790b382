using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;

namespace Survey.Web.Tests.Design.Checking;

/// <summary>Changes of the one draft of a <see cref="DesignWorld"/>, as another part of the program would save them.</summary>
internal static class DraftChanges
{
    public static async Task<Questionnaire> ChangeDraftAsync(this SurveyHost host, Func<Questionnaire, Questionnaire> change)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<SurveyDbContext>();
        var stored = await context.Questionnaires.SingleAsync();
        var changed = change(Sample.QuestionnaireOf(stored.Draft));
        scope.ServiceProvider.GetRequiredService<DraftStore>().Replace(stored, QuestionnaireJson.Write(changed), null, "changed");
        await context.SaveChangesAsync();
        return changed;
    }

    public static Task<Questionnaire> AddKhmerAsync(this SurveyHost host) => host.ChangeDraftAsync(q => q with { Languages = [.. q.Languages, "km"] });

    public static async Task<StoredQuestionnaire> StoredAsync(this SurveyHost host)
    {
        await using var context = host.CreateContext();
        return await context.Questionnaires.AsNoTracking().SingleAsync();
    }

    public static async Task<Questionnaire> DraftAsync(this SurveyHost host) => Sample.QuestionnaireOf((await host.StoredAsync()).Draft);
}
