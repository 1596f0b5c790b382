using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Pages.Design.Questionnaires.Designer;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>Names the parts of a questionnaire as an officer would: by number and wording. Scales have no names, so that their ends say which it is.</summary>
public sealed class PlaceWords
{
    private const int Shown = 70;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);

    public PlaceWords(Questionnaire questionnaire, IStringLocalizer<DesignTexts> texts)
    {
        var source = questionnaire.Languages[0];
        _names["head"] = texts["Mở đầu và kết thúc"];
        _names["order"] = texts["Thứ tự"];
        foreach (var (section, i) in questionnaire.Sections.Select((s, i) => (s, i + 1)))
        {
            _titles.TryAdd($"section:{section.Code}", section.Title?.In(source) ?? section.Code);
            _names.TryAdd($"section:{section.Code}", section.Title is { } title ? texts["Phần {0}: {1}", i, Shortened(title.In(source))] : texts["Phần {0}", i]);
        }

        foreach (var (item, i) in questionnaire.Items.Select((item, i) => (item, i + 1)))
        {
            _titles.TryAdd($"item:{item.Code}", item.Text.In(source));
            _names.TryAdd($"item:{item.Code}", texts["Câu {0}: {1}", i, Shortened(item.Text.In(source))]);
        }

        foreach (var scale in questionnaire.Scales)
        {
            _titles.TryAdd($"scale:{scale.Code}", ScaleText.NameOf(questionnaire, scale));
            _names.TryAdd($"scale:{scale.Code}", texts["Thang {0}", Quoted($"scale:{scale.Code}")]);
        }

        foreach (var index in questionnaire.Indices)
        {
            _titles.TryAdd($"index:{index.Code}", index.Title.In(source));
            _names.TryAdd($"index:{index.Code}", texts["Chỉ số {0}", Shortened(index.Title.In(source))]);
            foreach (var dimension in index.Dimensions)
            {
                _titles.TryAdd($"index:{index.Code}.{dimension.Code}", dimension.Title.In(source));
            }
        }
    }

    public bool Has(string place) => _names.ContainsKey(place);

    /// <summary>The part's own words in quotes, without what it is; its code where it is not there.</summary>
    public string Quoted(string place) => _titles.TryGetValue(place, out var title) ? $"“{Shortened(title)}”" : place[(place.LastIndexOfAny([':', '.']) + 1)..];

    /// <summary>The part's name; its code where it is not there.</summary>
    public string Of(string place) => _names.TryGetValue(place, out var name) ? name : place[(place.IndexOf(':', StringComparison.Ordinal) + 1)..];

    public string OfItem(string code) => Of("item:" + code);

    /// <summary>The first characters of a long wording; what reads as one character is never cut.</summary>
    public static string Shortened(string words) =>
        Scripts.Clusters(words) is { Count: > Shown } clusters ? string.Concat(clusters.Take(Shown - 1)).TrimEnd() + "…" : words;
}
