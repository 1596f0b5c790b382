using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Design.Bank;

/// <summary>An item with its scale, or a scale, as the bank keeps it: a questionnaire that holds nothing else.</summary>
public sealed record BankThing(BankKind Kind, Questionnaire Document)
{
    private const string Stand = "bank";

    public Item? Item => Kind == BankKind.Item ? Document.Items.First() : null;

    public Scale? Scale => Kind == BankKind.Scale ? Document.Scales[0] : (Item as ScaleItem)?.Scale;

    public string Code => Item?.Code ?? Scale!.Code;

    public LocalizedText Wording => Item?.Text ?? Scale!.Points[0].Label;

    /// <summary>Equal for things that a questionnaire can't tell apart: the same item of the same kind, or a scale of the same points.</summary>
    public string Mark => Item is { } item ? MarkOf(item) : MarkOf(Scale!);

    public static string MarkOf(Item item) => $"item:{item.GetType().Name}:{item.Code}";

    public static string MarkOf(Scale scale) => $"scale:{scale.Code}:{string.Join(',', scale.Points.Select(p => $"{p.Code}={p.Score}"))}:{scale.NotApplicable?.Code}";

    public static BankThing? Read(BankKind kind, string json) =>
        QuestionnaireJson.Read(json).Questionnaire is { } document ? new BankThing(kind, document) : null;

    /// <summary>The item or scale of a questionnaire, such as item:overall or scale:agree5; null where it is not there.
    /// The item's condition asks about other items, so it stays behind.</summary>
    public static BankThing? Of(Questionnaire q, string at) => at.Split(':') switch
    {
        ["item", var code] when q.FindItem(code) is { } item => Of(q, BankKind.Item, item, (item as ScaleItem)?.Scale),
        ["scale", var code] when q.Scales.FirstOrDefault(s => s.Code == code) is { } scale =>
            Of(q, BankKind.Scale, new ScaleItem { Code = "item", Text = scale.Points[0].Label, Scale = scale }, scale),
        _ => null,
    };

    public string ToJson() => QuestionnaireJson.Write(Document);

    private static BankThing Of(Questionnaire q, BankKind kind, Item item, Scale? scale) => new(kind, new Questionnaire
    {
        Code = Stand,
        Languages = q.Languages,
        Title = item.Text,
        Scales = scale is null ? [] : [scale],
        Sections = [new Section { Code = Stand, Items = [item with { ShowIf = null }] }],
        Indices = [],
    });
}
