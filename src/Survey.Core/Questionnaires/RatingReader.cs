namespace Survey.Core.Questionnaires;

/// <summary>Reads grades and outside criteria of an index of points.</summary>
internal sealed class RatingReader(LocalizedTextReader texts)
{
    private const int Most = 20;

    /// <param name="node">The rating.</param>
    /// <param name="index">The index it belongs to, read but for the rating.</param>
    public RatingDefinition? Read(JsonNode node, IndexDefinition index)
    {
        if (index.Method != IndexMethod.Points)
        {
            node.Refuse("Grades belong to the method points; leave \"rating\" out or change the method.");
            return null;
        }

        if (node.Object() is not { } rating)
        {
            return null;
        }

        rating.AllowOnly("grades", "external");
        return new RatingDefinition { External = ReadExternal(rating, index), Grades = ReadGrades(rating) };
    }

    private List<ExternalCriterion> ReadExternal(JsonObjectNode rating, IndexDefinition index)
    {
        var codes = new CodeSet("criterion", "rating");
        var read = new List<ExternalCriterion>();
        foreach (var node in rating.Find("external")?.Array(1, Most, "criteria") ?? [])
        {
            if (node.Object() is not { } criterion)
            {
                continue;
            }

            criterion.AllowOnly("code", "title", "max");
            var code = codes.Read(criterion.Require("code"));
            if (index.Dimensions.Any(d => d.Code == code))
            {
                criterion.Find("code")!.Value.Refuse($"A dimension of this index already has the code \"{code}\".");
            }

            var most = criterion.Require("max")?.Number();
            if (most <= 0)
            {
                criterion.Find("max")!.Value.Refuse("The most points of a criterion are above 0.");
            }

            read.Add(new ExternalCriterion { Code = code, Title = texts.Require(criterion, "title"), Maximum = most ?? 1 });
        }

        return read;
    }

    private List<RatingGrade> ReadGrades(JsonObjectNode rating)
    {
        var codes = new CodeSet("grade", "rating");
        var read = new List<RatingGrade>();
        JsonNode? last = null;
        foreach (var node in rating.Require("grades")?.Array(1, Most, "grades") ?? [])
        {
            if (node.Object() is not { } grade)
            {
                continue;
            }

            grade.AllowOnly("code", "title", "from");
            last = grade.Require("from");
            var from = last?.Number();
            if (from is not null && read.Count > 0 && from >= read[^1].From)
            {
                last!.Value.Refuse("Grades stand best first; each begins below the one before it.");
            }

            read.Add(new RatingGrade { Code = codes.Read(grade.Require("code")), Title = texts.Require(grade, "title"), From = from ?? 0 });
        }

        if (read.Count > 0 && read[^1].From != 0)
        {
            last?.Refuse("The last grade begins at 0, so that every total has a grade.");
        }

        return read;
    }
}
