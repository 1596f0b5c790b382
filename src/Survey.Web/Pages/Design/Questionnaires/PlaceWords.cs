using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>Names the parts of a questionnaire as an officer would: by number and wording.</summary>
public sealed class PlaceWords
{
    private const int Shown = 70;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public PlaceWords(Questionnaire questionnaire, IStringLocalizer<DesignTexts> texts)
    {
        var source = questionnaire.Languages[0];
        _names["head"] = texts["Mở đầu và kết thúc"];
        _names["order"] = texts["Thứ tự"];
        foreach (var (section, i) in questionnaire.Sections.Select((s, i) => (s, i + 1)))
        {
            _names.TryAdd($"section:{section.Code}", section.Title is { } title ? texts["Phần {0}: {1}", i, Shortened(title.In(source))] : texts["Phần {0}", i]);
        }

        foreach (var (item, i) in questionnaire.Items.Select((item, i) => (item, i + 1)))
        {
            _names.TryAdd($"item:{item.Code}", texts["Câu {0}: {1}", i, Shortened(item.Text.In(source))]);
        }

        foreach (var scale in questionnaire.Scales)
        {
            _names.TryAdd($"scale:{scale.Code}", texts["Thang {0}", scale.Code]);
        }

        foreach (var index in questionnaire.Indices)
        {
            _names.TryAdd($"index:{index.Code}", texts["Chỉ số {0}", Shortened(index.Title.In(source))]);
        }
    }

    public bool Has(string place) => _names.ContainsKey(place);

    /// <summary>The part's name; its code where it is not there.</summary>
    public string Of(string place) => _names.TryGetValue(place, out var name) ? name : place[(place.IndexOf(':', StringComparison.Ordinal) + 1)..];

    public string OfItem(string code) => Of("item:" + code);

    /// <summary>The first characters of a long wording; what reads as one character is never cut.</summary>
    public static string Shortened(string words) =>
        Scripts.Clusters(words) is { Count: > Shown } clusters ? string.Concat(clusters.Take(Shown - 1)).TrimEnd() + "…" : words;
}
