namespace Survey.Web.Pages.Analyse.Priorities;

/// <summary>One side of the chart: from where to where, in whole steps, with a little room around the points.</summary>
public sealed record QuadrantScale(double From, double To)
{
    public static QuadrantScale Of(IEnumerable<double> values, double step, double least, double most)
    {
        var list = values.ToList();
        var (from, to) = (Math.Floor((list.Min() / step) - 0.4) * step, Math.Ceiling((list.Max() / step) + 0.4) * step);
        return new(Math.Max(least, from), Math.Min(most, to));
    }

    public double Place(double value, double length) => To > From ? Math.Clamp((value - From) / (To - From), 0, 1) * length : 0;
}
