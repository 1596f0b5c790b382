using System.Collections.ObjectModel;
using Survey.Core.Questionnaires;

namespace Survey.Core.Responses;

/// <summary>The coded answers of one response, in item order. Answers in words are not among them.</summary>
public sealed class AnswerSheet
{
    private readonly OrderedDictionary<string, Answer> _answers;

    private AnswerSheet(IEnumerable<KeyValuePair<string, Answer>> inOrder)
    {
        _answers = new OrderedDictionary<string, Answer>(inOrder, StringComparer.Ordinal);
        Answers = new ReadOnlyDictionary<string, Answer>(_answers);
    }

    /// <summary>The answers by item code, in item order; an item without answer is absent.</summary>
    public IReadOnlyDictionary<string, Answer> Answers { get; }

    /// <summary>A sheet of the answers, put in item order; chosen codes are sorted, numbers lose trailing zeros.</summary>
    /// <exception cref="ArgumentException">An item is unknown or answered in words, or an answer does not fit its item.</exception>
    public static AnswerSheet Of(Questionnaire q, IReadOnlyDictionary<string, Answer> answers)
    {
        try
        {
            return Fit(q, answers);
        }
        catch (FormatException e)
        {
            throw new ArgumentException(e.Message, nameof(answers), e);
        }
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote. Conditions are not looked at: a stored sheet was checked before.</summary>
    /// <exception cref="FormatException">The text is no sheet of this questionnaire.</exception>
    public static AnswerSheet Parse(Questionnaire q, string json) => Fit(q, AnswerSheetJson.Read(json));

    /// <summary>The stored form: <c>{"access":"5","wishes":["a","b"],"trips":2}</c>, in item order, without white space.</summary>
    public string ToJson() => AnswerSheetJson.Write(_answers);

    /// <summary>Codes of the items that these answers let a citizen see, items in words included. The answer to an item
    /// that is itself not shown counts as absent.</summary>
    public IReadOnlySet<string> ShownItems(Questionnaire q)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var seen = new Dictionary<string, Answer>(StringComparer.Ordinal);
        foreach (var section in q.Sections.Where(s => s.ShowIf is null || ConditionEvaluation.Holds(s.ShowIf, seen)))
        {
            foreach (var item in section.Items.Where(i => i.ShowIf is null || ConditionEvaluation.Holds(i.ShowIf, seen)))
            {
                shown.Add(item.Code);
                if (_answers.TryGetValue(item.Code, out var answer))
                {
                    seen.Add(item.Code, answer);
                }
            }
        }

        return shown;
    }

    private static AnswerSheet Fit(Questionnaire q, IReadOnlyDictionary<string, Answer> answers)
    {
        var catalogue = AnswerCatalogue.For(q);
        var fitted = new List<(int Order, string Code, Answer Answer)>(answers.Count);
        foreach (var (code, answer) in answers)
        {
            if (!catalogue.ByCode.TryGetValue(code, out var entry))
            {
                throw new FormatException($"The questionnaire \"{q.Code}\" has no item {JsonNode.Shown(code)}.");
            }

            fitted.Add((entry.Order, code, Fit(entry, answer)));
        }

        fitted.Sort((a, b) => a.Order.CompareTo(b.Order));
        return new AnswerSheet(fitted.Select(f => new KeyValuePair<string, Answer>(f.Code, f.Answer)));
    }

    private static Answer Fit(AnswerCatalogue.Entry entry, Answer answer) => (entry.Item, answer) switch
    {
        (ScaleItem or SingleChoiceItem, CodeAnswer one) when entry.Codes.Contains(one.Code) => one,
        (MultipleChoiceItem item, CodesAnswer many) when FitsChoice(entry, item, many) =>
            new CodesAnswer([.. many.Codes.Order(StringComparer.Ordinal)]),
        (NumberItem item, NumberAnswer number) when AnswerNumber.Fits(item, number.Value) =>
            new NumberAnswer(CanonicalJsonWriter.Normalize(number.Value)),
        _ => throw new FormatException($"The answer to \"{entry.Item.Code}\" does not fit this item."),
    };

    private static bool FitsChoice(AnswerCatalogue.Entry entry, MultipleChoiceItem item, CodesAnswer answer)
    {
        var codes = answer.Codes;
        return codes.Count > 0
            && codes.Distinct(StringComparer.Ordinal).Count() == codes.Count
            && codes.All(entry.Codes.Contains)
            && codes.Count <= (item.MaxChoices ?? int.MaxValue)
            && (codes.Count == 1 || !item.Options.Any(o => o.Exclusive && codes.Contains(o.Code)));
    }
}
