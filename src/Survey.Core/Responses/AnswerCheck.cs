using Survey.Core.Questionnaires;

namespace Survey.Core.Responses;

/// <summary>Checks what a citizen sent against the published questionnaire. The browser's own checks prove nothing.</summary>
public static class AnswerCheck
{
    /// <summary>Checks the fields of a form. An answer to an item that is not shown is left out without a word, and later
    /// conditions see it as unanswered; so a citizen who went back and chose otherwise is not blamed.</summary>
    /// <param name="q">The published questionnaire.</param>
    /// <param name="fields">Values by field name, which is the item's code; blank strings are no answer.</param>
    public static AnswerCheckResult Check(Questionnaire q, IReadOnlyDictionary<string, IReadOnlyList<string>> fields) =>
        new Sheet(q, fields).Check();

    private sealed class Sheet(Questionnaire q, IReadOnlyDictionary<string, IReadOnlyList<string>> fields)
    {
        private readonly AnswerCatalogue _catalogue = AnswerCatalogue.For(q);
        private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);
        private readonly List<TextAnswer> _texts = [];
        private readonly List<AnswerProblem> _problems = [];
        private int _indexItemsShown;

        public AnswerCheckResult Check()
        {
            foreach (var section in q.Sections.Where(s => IsShown(s.ShowIf)))
            {
                foreach (var item in section.Items.Where(i => IsShown(i.ShowIf)))
                {
                    CheckItem(item);
                }
            }

            return new AnswerCheckResult
            {
                Sheet = AnswerSheet.Of(q, _answers),
                Texts = _texts,
                Problems = _problems,
                UnknownFields = [.. fields.Keys.Where(f => !_catalogue.ByCode.ContainsKey(f)).Order(StringComparer.Ordinal)],
                Disposition = DispositionOfSheet(),
                LowOverall = IsLowOverall(),
            };
        }

        private bool IsShown(Condition? condition) => condition is null || ConditionEvaluation.Holds(condition, _answers);

        private void CheckItem(Item item)
        {
            _indexItemsShown += _catalogue.IndexItems.Contains(item.Code) ? 1 : 0;
            var values = fields.TryGetValue(item.Code, out var sent)
                ? sent.Where(v => !string.IsNullOrWhiteSpace(v)).Distinct(StringComparer.Ordinal).ToList()
                : [];
            if (values.Count > 1 && item is not MultipleChoiceItem)
            {
                _problems.Add(new AnswerProblem(item.Code, AnswerProblemKind.SeveralAnswers));
                return;
            }

            var (answered, problem) = values.Count == 0 ? (false, null) : Take(item, values);
            if (problem is not null || (item.Required && !answered))
            {
                _problems.Add(new AnswerProblem(item.Code, problem ?? AnswerProblemKind.Required));
            }
        }

        private (bool Answered, AnswerProblemKind? Problem) Take(Item item, List<string> values) => item switch
        {
            MultipleChoiceItem multiple => TakeChoices(multiple, values),
            NumberItem number => TakeNumber(number, values[0].Trim()),
            TextItem text => TakeWords(text, values[0]),
            _ => TakeCode(item, values[0]),
        };

        private (bool Answered, AnswerProblemKind? Problem) TakeCode(Item item, string code)
        {
            if (!_catalogue.ByCode[item.Code].Codes.Contains(code))
            {
                return (true, AnswerProblemKind.UnknownCode);
            }

            _answers.Add(item.Code, new CodeAnswer(code));
            return (true, null);
        }

        private (bool Answered, AnswerProblemKind? Problem) TakeChoices(MultipleChoiceItem item, List<string> codes)
        {
            if (!codes.All(_catalogue.ByCode[item.Code].Codes.Contains))
            {
                return (true, AnswerProblemKind.UnknownCode);
            }

            if (codes.Count > 1 && item.Options.Any(o => o.Exclusive && codes.Contains(o.Code)))
            {
                return (true, AnswerProblemKind.ExclusiveWithOthers);
            }

            if (codes.Count > item.MaxChoices)
            {
                return (true, AnswerProblemKind.TooManyChoices);
            }

            _answers.Add(item.Code, new CodesAnswer([.. codes.Order(StringComparer.Ordinal)]));
            return (true, null);
        }

        private (bool Answered, AnswerProblemKind? Problem) TakeNumber(NumberItem item, string typed)
        {
            var problem = AnswerNumber.Read(item, typed, out var number);
            if (problem is null)
            {
                _answers.Add(item.Code, new NumberAnswer(number));
            }

            return (true, problem);
        }

        private (bool Answered, AnswerProblemKind? Problem) TakeWords(TextItem item, string typed)
        {
            var text = AnswerWords.Clean(item, typed);
            if (text.Length > item.MaxLength)
            {
                return (true, AnswerProblemKind.TooLong);
            }

            if (text.Length > 0)
            {
                _texts.Add(new TextAnswer(item.Code, text));
            }

            return (text.Length > 0, null);
        }

        private Disposition DispositionOfSheet()
        {
            if (_indexItemsShown == 0)
            {
                return _answers.Count + _texts.Count > 0 ? Disposition.Complete : Disposition.BreakOff;
            }

            var answered = _answers.Keys.Count(_catalogue.IndexItems.Contains);
            return answered == _indexItemsShown ? Disposition.Complete
                : answered > 0 ? Disposition.Partial
                : Disposition.BreakOff;
        }

        private bool IsLowOverall() =>
            q.Overall is not null
            && q.FindItem(q.Overall) is ScaleItem { Scale: var scale }
            && _answers.TryGetValue(q.Overall, out var answer)
            && scale.Points.FirstOrDefault(p => p.Code == (answer as CodeAnswer)?.Code) is { } point
            && 2 * point.Score < scale.MinScore + scale.MaxScore;
    }
}
