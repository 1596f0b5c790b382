using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Web.Pages.Respond;

/// <summary>The form itself, empty or filled.</summary>
public sealed record FormModel : CitizenModel
{
    public required Questionnaire Questionnaire { get; init; }
    public required long WaveId { get; init; }

    /// <summary>The service's code as the form sends it; empty where there is none.</summary>
    public required string ServiceCode { get; init; }
    public required string Channel { get; init; }

    /// <summary>A key, or the gap that each request fills.</summary>
    public required string Key { get; init; }

    /// <summary>Where one picks another service; null where there is no choice.</summary>
    public string? PickerUrl { get; init; }

    /// <summary>What was sent, by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filled { get; init; } = Empty;
    public IReadOnlyList<AnswerProblem> Problems { get; init; } = [];

    /// <summary>The sheet came back without a single answer.</summary>
    public bool Blank { get; init; }

    /// <summary>The sheet could not be stored now; the same key is to be sent again.</summary>
    public bool Busy { get; init; }

    /// <summary>It was not looked at, since too many came from one address.</summary>
    public bool Crowded { get; init; }

    /// <summary>Only looked at by who designs it: its button does nothing.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Whether this page answers a submission: it keeps its key.</summary>
    public bool IsReturned => Busy || Blank || Problems.Count > 0;

    /// <summary>The address of the test link whose form this is; null at a counter.</summary>
    public string? TrialPath
    {
        get;
        init => (field, IsTrial) = (value, value is not null);
    }

    public string Action => TrialPath ?? $"/r/{Point!.Code}";

    /// <summary>A trial keeps nothing on the phone, and neither does a device that many use.</summary>
    public string Script => IsTrial ? InlineAssets.Instance.TrialScript : Point!.SharedDevice ? InlineAssets.Instance.SharedScript : InlineAssets.Instance.Script;

    public string Policy => IsTrial ? InlineAssets.Instance.TrialFormPolicy : Point!.SharedDevice ? InlineAssets.Instance.SharedFormPolicy : InlineAssets.Instance.FormPolicy;

    public bool HasFaces => Questionnaire.Scales.Any(s => s.Look == ScaleLook.Faces);

    public string ScriptWords => JsonSerializer.Serialize(CitizenTexts.Script.Select(Words), Relaxed);

    public int ItemCount => _numbers.Count;

    private static readonly Dictionary<string, IReadOnlyList<string>> Empty = [];
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Dictionary<string, int> _numbers => field ??= Questionnaire.Items.Select((item, i) => (item.Code, Number: i + 1)).ToDictionary(x => x.Code, x => x.Number);

    public int NumberOf(string item) => _numbers[item];

    public ItemModel Of(Item item) => new(this, item);

    public IReadOnlyList<string> Values(string item) => Filled.TryGetValue(item, out var values) ? values : [];

    /// <summary>A condition as the page's script reads it: a list whose head says what it is.</summary>
    public static string? Encode(Condition? condition) => condition is null ? null : Node(condition).ToJsonString(Relaxed);

    private static JsonArray Node(Condition condition) => condition switch
    {
        IsCondition x => ["=", x.Item, .. x.Codes.Select(c => (JsonNode)c)],
        AtLeastCondition x => [">", x.Item, x.Value],
        AtMostCondition x => ["<", x.Item, x.Value],
        AnsweredCondition x => ["?", x.Item, x.Answered ? 1 : 0],
        AllCondition x => ["&", .. x.Parts.Select(Node)],
        AnyCondition x => ["|", .. x.Parts.Select(Node)],
        NotCondition x => ["!", Node(x.Part)],
        _ => throw new ArgumentException($"Unknown condition {condition.GetType().Name}."),
    };

    /// <summary>The condition as a sentence, for those whose browser runs no script.</summary>
    public IHtmlContent Sentence(Condition condition) => condition switch
    {
        IsCondition x => Say(CitizenTexts.OnlyIfCode, NumberOf(x.Item), Labels(x)),
        AtLeastCondition x => Say(CitizenTexts.OnlyIfAtLeast, NumberOf(x.Item), x.Value),
        AtMostCondition x => Say(CitizenTexts.OnlyIfAtMost, NumberOf(x.Item), x.Value),
        _ => Say(CitizenTexts.OnlyIfFits),
    };

    private string Labels(IsCondition condition)
    {
        var labels = Questionnaire.FindItem(condition.Item) switch
        {
            ScaleItem s => s.Scale.Points.Select(p => (p.Code, p.Label)).Concat(s.Scale.NotApplicable is { } na ? [(na.Code, na.Label)] : []),
            SingleChoiceItem s => s.Options.Select(o => (o.Code, o.Label)),
            MultipleChoiceItem m => m.Options.Select(o => (o.Code, o.Label)),
            _ => [],
        };
        return string.Join($" {Words(CitizenTexts.Or)} ", labels.Where(l => condition.Codes.Contains(l.Code)).Select(l => $"“{Words(l.Label)}”"));
    }
}

/// <summary>One item of the form.</summary>
public sealed record ItemModel(FormModel Form, Item Item)
{
    public int Number { get; } = Form.NumberOf(Item.Code);

    public AnswerProblem? Problem { get; } = Form.Problems.FirstOrDefault(p => p.Item == Item.Code);

    public bool IsChosen(string code) => Form.Values(Item.Code).Contains(code);

    public string Typed => Form.Values(Item.Code) is [var first, ..] ? first : "";

    /// <summary>The ids of what else is said of the item: what is wrong, its hint, how many may be chosen, the unit; null where nothing is.</summary>
    public string? Described
    {
        get
        {
            var parts = new List<string>(3);
            Add(Problem is not null, "e-");
            Add(Item.Hint is not null || Item is TextItem, "h-");
            Add(Item is MultipleChoiceItem, "m-");
            Add(Item is NumberItem { Unit: not null }, "u-");
            return parts.Count == 0 ? null : string.Join(' ', parts);

            void Add(bool stands, string id)
            {
                if (stands)
                {
                    parts.Add(id + Item.Code);
                }
            }
        }
    }

    /// <summary>Ids of answers stand only in a returned form, where the summary links to them.</summary>
    public string? FirstId => Form.IsReturned ? "i-" + Item.Code : null;

    /// <summary>One of five faces by the place of the point's score among the scale's.</summary>
    public static int FaceOf(Scale scale, ScalePoint point) =>
        1 + (int)Math.Round(4.0 * scale.Points.Count(p => p.Score < point.Score) / (scale.Points.Count - 1), MidpointRounding.AwayFromZero);
}
