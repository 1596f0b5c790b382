using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>What differs between two versions, for the officer who is about to publish.</summary>
public sealed record CodeChanges(IReadOnlyList<string> Codes, int Wordings, bool Indices)
{
    public bool Any => Codes.Count > 0 || Wordings > 0 || Indices;

    /// <summary>Changed codes break or bend a time series; wordings do not.</summary>
    public static CodeChanges Between(Questionnaire before, Questionnaire after, IStringLocalizer<DesignTexts> texts)
    {
        var (old, now) = (AnswersOf(before), AnswersOf(after));
        var codes = new List<string>();
        codes.AddRange(old.Keys.Except(now.Keys).Select(i => texts["Bỏ câu {0}", i].Value));
        codes.AddRange(now.Keys.Except(old.Keys).Select(i => texts["Thêm câu {0}", i].Value));
        foreach (var item in now.Keys.Intersect(old.Keys))
        {
            if (old[item].Kind != now[item].Kind)
            {
                codes.Add(texts["Câu {0} đổi kiểu trả lời", item]);
            }

            codes.AddRange(old[item].Codes.Except(now[item].Codes).Select(c => texts["Câu {0}: bỏ đáp án {1}", item, c].Value));
            codes.AddRange(now[item].Codes.Except(old[item].Codes).Select(c => texts["Câu {0}: thêm đáp án {1}", item, c].Value));
        }

        return new CodeChanges(codes, WordingsBetween(before, after), IndicesOf(before) != IndicesOf(after));
    }

    private static int WordingsBetween(Questionnaire before, Questionnaire after)
    {
        var old = Wording.SlotsOf(before).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.First().Text);
        return Wording.SlotsOf(after).Count(s => old.TryGetValue(s.Key, out var was) && !Equals(was, s.Text));
    }

    // The document without anything but its indices, as text.
    private static string IndicesOf(Questionnaire q)
    {
        var json = QuestionnaireJson.Write(q);
        return json[json.LastIndexOf("\n  \"indices\"", StringComparison.Ordinal)..];
    }

    private static Dictionary<string, (string Kind, HashSet<string> Codes)> AnswersOf(Questionnaire q) => q.Items.ToDictionary(i => i.Code, i => (i.GetType().Name, i switch
    {
        ScaleItem s => [.. s.Scale.Points.Select(p => p.Code), .. s.Scale.NotApplicable is { } na ? [na.Code] : Array.Empty<string>()],
        SingleChoiceItem c => c.Options.Select(o => o.Code).ToHashSet(),
        MultipleChoiceItem c => c.Options.Select(o => o.Code).ToHashSet(),
        NumberItem n => n.Bands.Select(b => b.Code).ToHashSet(),
        _ => new HashSet<string>(),
    }));
}
