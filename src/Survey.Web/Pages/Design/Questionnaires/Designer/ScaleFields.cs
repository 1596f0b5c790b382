using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>A scale as its form says it.</summary>
public static class ScaleFields
{
    public static Scale Read(PostedFields fields, Scale scale)
    {
        var points = fields.Rows("p").Select(n => new ScalePoint
        {
            Code = fields.Line($"p.{n}.code"),
            Score = (int?)fields.Number($"p.{n}.score", -1000, 1000) ?? scale.Points.ElementAtOrDefault(n)?.Score ?? 0,
            Label = fields.Text($"p.{n}.t", must: true)!,
        }).ToList();
        var taken = points.Select(p => p.Code).ToList();
        var na = NotApplicable(fields, scale, taken);
        var label = fields.NewText("p.new");
        // Left open, the score goes on beyond the best one.
        var score = fields.Number("p.new.score", -1000, 1000, must: false) ?? Math.Min(1000, points.Select(p => p.Score).DefaultIfEmpty(0).Max() + 1);
        if (label is not null)
        {
            points.Add(new ScalePoint { Code = CodeProposal.From(label.Entries[0].Value, "muc", na is null ? taken : taken.Append(na.Code)), Score = (int)score, Label = label });
        }

        return new Scale { Code = scale.Code, Look = fields.Has("faces") ? ScaleLook.Faces : ScaleLook.Plain, Points = points, NotApplicable = na };
    }

    private static NotApplicablePoint? NotApplicable(PostedFields fields, Scale scale, List<string> taken) => fields.Text("na.t", must: false) is { } label
        ? new NotApplicablePoint { Code = scale.NotApplicable?.Code ?? CodeProposal.Unique("na", taken), Label = label }
        : null;
}
