using System.Globalization;

namespace Survey.Core.Questionnaires.Editing;

public static partial class ScaleEdits
{
    private const int MaxScore = 1000;

    /// <summary>Adds a point at the end, which is the worst: without a score it gets one below the lowest.</summary>
    public static EditResult AddPoint(Questionnaire q, string code, string? label, int? score = null)
    {
        if (q.FindScale(code) is not { } scale)
        {
            return Edited.Missing(code);
        }

        var given = score ?? scale.MinScore - 1;
        if (BadScore(scale, given) is { } bad)
        {
            return bad;
        }

        var codes = Codes(scale);
        var number = given.ToString(CultureInfo.InvariantCulture);
        var point = new ScalePoint
        {
            // The number is what a clerk types from a paper form; words only where a sign or another point is in the way.
            Code = given >= 0 && !codes.Contains(number) ? number : CodeProposal.From(label ?? "", "muc", codes),
            Score = given,
            Label = Wording.Or(q, label, "Mức " + number, "Point " + number),
        };
        var made = Edited.FinishReconciled(q.WithScale(code, scale with { Points = [.. scale.Points, point] }));
        return made.Questionnaire is null ? made : made with { Code = point.Code };
    }

    /// <summary>Takes the point away with what refers to it; two stay.</summary>
    public static EditResult RemovePoint(Questionnaire q, string code, string point)
    {
        if (q.FindScale(code) is not { } scale || scale.Points.All(p => p.Code != point))
        {
            return Edited.Missing(point);
        }

        return scale.Points.Count <= 2
            ? Edited.TooFew("points", 2)
            : Edited.FinishReconciled(q.WithScale(code, scale with { Points = [.. scale.Points.Where(p => p.Code != point)] }));
    }

    /// <summary>Moves the point to another place of the display, from 0; AtEdge beyond the ends.</summary>
    public static EditResult MovePoint(Questionnaire q, string code, string point, int index)
    {
        if (q.FindScale(code) is not { } scale || scale.Points.IndexOf(p => p.Code == point) is not (>= 0 and var from))
        {
            return Edited.Missing(point);
        }

        return scale.Points.Moved(from, index) is { } moved ? Edited.Finish(q.WithScale(code, scale with { Points = moved })) : Edited.AtEdge(point);
    }

    /// <summary>Moves the point one place up.</summary>
    public static EditResult MovePointUp(Questionnaire q, string code, string point) => MovePoint(q, code, point, PlaceOf(q, code, point) - 1);

    /// <summary>Moves the point one place down.</summary>
    public static EditResult MovePointDown(Questionnaire q, string code, string point) => MovePoint(q, code, point, PlaceOf(q, code, point) + 1);

    /// <summary>Gives the point another score, −1000 to 1000, that no other point of the scale has.</summary>
    public static EditResult SetScore(Questionnaire q, string code, string point, int score)
    {
        if (q.FindScale(code) is not { } scale || scale.Points.FirstOrDefault(p => p.Code == point) is not { } found)
        {
            return Edited.Missing(point);
        }

        return found.Score == score ? EditResult.Made(q)
            : BadScore(scale, score) ?? Edited.FinishReconciled(q.WithScale(
                code, scale with { Points = [.. scale.Points.Select(p => p.Code == point ? p with { Score = score } : p)] }));
    }

    /// <summary>Gives the point, or the not-applicable point, another code: in conditions and positive codes, too.</summary>
    /// <param name="q">The questionnaire.</param>
    /// <param name="code">The scale's code.</param>
    /// <param name="point">The point's code.</param>
    /// <param name="newCode">Its new code.</param>
    /// <param name="continues">Whether the new code continues the old one, see <see cref="CodeRename.Continues"/>.</param>
    public static EditResult ChangePointCode(Questionnaire q, string code, string point, string newCode, bool? continues = null)
    {
        if (q.FindScale(code) is not { } scale || !Codes(scale).Contains(point))
        {
            return Edited.Missing(point);
        }

        if (point == newCode)
        {
            return EditResult.Made(q) with { Code = newCode };
        }

        if (!CodeProposal.IsCode(newCode) || Codes(scale).Contains(newCode))
        {
            return Edited.BadCode(newCode);
        }

        var users = UsersOf(q, code).ToHashSet(StringComparer.Ordinal);
        var made = Edited.Finish(q.WithScale(code, Renamed(scale, point, newCode))
            .MapConditions(c => ConditionTree.RenameAnswer(c, users, point, newCode))
            .MapDimensionItems(d => users.Contains(d.Code)
                ? d with { Positive = Renamed(d.Positive, point, newCode), Negative = Renamed(d.Negative, point, newCode) }
                : d), newCode);
        return made.Questionnaire is null ? made : made with { Renames = [.. UsersOf(q, code).Select(i => new CodeRename(i, point, newCode) { Continues = continues })] };
    }

    private static IReadOnlyList<string>? Renamed(IReadOnlyList<string>? points, string point, string newCode) =>
        points is null ? null : [.. points.Select(p => p == point ? newCode : p)];

    private static Scale Renamed(Scale scale, string point, string newCode) => scale with
    {
        Points = [.. scale.Points.Select(p => p.Code == point ? p with { Code = newCode } : p)],
        NotApplicable = scale.NotApplicable is { } na && na.Code == point ? na with { Code = newCode } : scale.NotApplicable,
    };

    private static List<string> Codes(Scale scale) =>
        [.. scale.Points.Select(p => p.Code), .. scale.NotApplicable is { } na ? [na.Code] : Array.Empty<string>()];

    private static int PlaceOf(Questionnaire q, string code, string point) => q.FindScale(code)?.Points.IndexOf(p => p.Code == point) ?? -1;

    private static EditResult? BadScore(Scale scale, int score) =>
        score is < -MaxScore or > MaxScore ? Edited.BadNumber("score", -MaxScore, MaxScore)
        : scale.Points.Any(p => p.Score == score)
            ? EditResult.Refused(EditRefusal.ScoreTaken, scale.Code, score.ToString(CultureInfo.InvariantCulture))
        : null;
}
