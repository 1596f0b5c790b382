using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.LoadTests.Data;

namespace Survey.LoadTests.Faults;

/// <summary>Sheets that carry their own number: its digits are the answers to the scale items.</summary>
internal sealed class UniqueSheets(Questionnaire questionnaire, int count)
{
    private const int Digits = 10;
    private readonly ScaleItem[] _items = [.. questionnaire.Items.OfType<ScaleItem>().Take(Digits)];

    public int Count => count;

    public FilledSheet this[int number]
    {
        get
        {
            var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var item in _items)
            {
                var points = item.Scale.Points;
                fields[item.Code] = [points[number % points.Count].Code];
                number /= points.Count;
            }

            return number == 0
                ? new FilledSheet(fields, AnswerCheck.Check(questionnaire, fields).Sheet.ToJson())
                : throw new InvalidOperationException($"{Digits} items do not tell so many sheets apart.");
        }
    }
}
