using Microsoft.Extensions.DependencyInjection;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse.Remedies;

/// <summary>
/// Beside the province's third quarter the fourth, which has begun: so_a is praised by all, so_b as at random as before,
/// so_c for all but its first dimension.
/// </summary>
internal static class LaterPeriod
{
    public const string Code = "2026-q4";
    private static readonly DateOnly Day = new(2026, 9, 16);

    public static string FirstDimension(AnalyseProvince province) => Sample.QuestionnaireOf(province.Version.Json).Indices[0].Dimensions[0].Code;

    public static async Task AddAsync(AnalyseProvince province, CancellationToken cancellationToken)
    {
        var questionnaire = Sample.QuestionnaireOf(province.Version.Json);
        var low = questionnaire.Indices[0].Dimensions[0].Items.Select(i => i.Code).ToHashSet();
        var random = new RandomSheets(questionnaire, seed: 21) { Blank = 0 };
        province.Context.Add(new StoredPeriod { Id = RandomKey.New(), Code = Code, Template = "s2", Year = 2026, Name = "Quý IV/2026", NameEn = "Q4 2026", First = new(2026, 9, 15), Last = new(2026, 12, 14), PredecessorCode = AnalyseProvince.Period });
        Answer(province, province.Big, 40, () => Uniform(questionnaire, _ => true));
        Answer(province, Point(province, "b1"), 40, random.Next);
        Answer(province, Point(province, "c1"), 40, () => Uniform(questionnaire, i => !low.Contains(i)));
        await province.Context.SaveChangesAsync(cancellationToken);
        await province.Host.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(cancellationToken);
    }

    public static void Answer(AnalyseProvince province, CollectionPoint point, int count, Func<AnswerSheet> sheet, DateOnly? day = null)
    {
        var wave = province.Context.Waves.Local.Single();
        foreach (var id in Enumerable.Range(0, count).Select(_ => RandomKey.ForDay(day ?? Day)))
        {
            province.Context.Add(new SurveyResponse { Id = id, WaveId = wave.Id, VersionId = province.Version.Id, CollectionPointId = point.Id, ServiceId = 0, Channel = Channel.Qr, Day = day ?? Day, Answers = sheet().ToJson() });
            province.Context.Add(new PendingFold { Id = id, WaveId = wave.Id, CollectionPointId = point.Id });
        }
    }

    public static CollectionPoint Point(AnalyseProvince province, string key) => province.Context.CollectionPoints.Local.Single(p => p.Key == key);

    /// <summary>A sheet of best answers, and of worst ones where the item is not good.</summary>
    public static AnswerSheet Uniform(Questionnaire questionnaire, Func<string, bool> good)
    {
        var answers = questionnaire.Items.OfType<ScaleItem>().ToDictionary(i => i.Code, Answer (i) => new CodeAnswer((good(i.Code) ? i.Scale.Points.MaxBy(p => p.Score) : i.Scale.Points.MinBy(p => p.Score))!.Code));
        var shown = AnswerSheet.Of(questionnaire, answers).ShownItems(questionnaire);
        return AnswerSheet.Of(questionnaire, answers.Where(a => shown.Contains(a.Key)).ToDictionary());
    }
}
