using System.Globalization;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>A code as it was typed.</summary>
/// <param name="Field">The field it was typed into.</param>
/// <param name="Choice">The field that says what the new code is.</param>
/// <param name="Was">The code until now.</param>
/// <param name="To">The code as typed.</param>
/// <param name="Continues">See <see cref="CodeRename.Continues"/>.</param>
public sealed record TypedCode(string Field, string Choice, string Was, string To, bool? Continues);

/// <summary>The codes of a thing and of its answers as their form says them. They stand in every form of properties, and count
/// only where its button asks for them.</summary>
public sealed record CodeFields(TypedCode Own, IReadOnlyList<TypedCode> Answers)
{
    public static CodeFields Read(PostedFields fields, string own)
    {
        bool? Continues(string field) => fields.Line(field) switch { "same" => true, "new" => false, _ => null };
        var answers = fields.Rows("code").Select(n => "code." + n.ToString(CultureInfo.InvariantCulture))
            .Select(f => new TypedCode(f + ".to", f + ".became", fields.Line(f + ".was"), fields.Line(f + ".to"), Continues(f + ".became"))).ToList();
        return new(new TypedCode("code", "code.became", own, fields.Line("code"), Continues("code.became")), [.. answers.Where(a => a.Was != a.To)]);
    }

    /// <summary>Changes the answers' codes, and then the thing's own.</summary>
    public EditResult Change(EditResult made, Func<Questionnaire, TypedCode, EditResult> answer, Func<Questionnaire, TypedCode, EditResult> own) =>
        Answers.Aggregate(made, (result, code) => result.Then(q => answer(q, code))).Then(q => own(q, Own));

    /// <summary>The problem field by field; a field is empty where it is not about a code.</summary>
    public IEnumerable<(string Field, EditProblem Problem)> PlacesOf(EditProblem problem) => problem.Why switch
    {
        EditRefusal.CodeUnsaid => problem.Arguments.Select(a => (Field: ChoiceOf(a), Why: problem with { Arguments = [a[(a.IndexOf('.', StringComparison.Ordinal) + 1)..]] }))
            .DistinctBy(p => p.Field),
        EditRefusal.BadCode => [(All.FirstOrDefault(c => c.To != c.Was && c.To == problem.Arguments[0])?.Field ?? "", problem)],
        _ => [("", problem)],
    };

    /// <summary>What was typed for a code; null: nothing else.</summary>
    public TypedCode? Of(string? answer) => answer is null ? Own : Answers.FirstOrDefault(a => a.Was == answer);

    private IEnumerable<TypedCode> All => Answers.Prepend(Own);

    private string ChoiceOf(string place) =>
        place.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? Of(place[(dot + 1)..])?.Choice ?? "" : Own.Choice;
}
