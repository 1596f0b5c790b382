namespace Survey.Core.Questionnaires.Editing;

/// <summary>Edits of the grades of a rating by points. Wordings are set with <see cref="TextEdits"/> (index.CODE.grade.CODE).</summary>
public static class GradeEdits
{
    /// <summary>The grades best first. The worst begins at 0 whatever it said, so that every total has a grade.</summary>
    public static IReadOnlyList<RatingGrade> Ordered(IEnumerable<RatingGrade> grades)
    {
        List<RatingGrade> ordered = [.. grades.OrderByDescending(g => g.From)];
        if (ordered.Count > 0)
        {
            ordered[^1] = ordered[^1] with { From = 0 };
        }

        return ordered;
    }

    /// <summary>Takes the grade away; its points fall to the next worse one, those of the worst to the one before. The last grade takes
    /// the rating with it, unless there are criteria from other software (TooFew).</summary>
    /// <param name="q">The questionnaire.</param>
    /// <param name="index">The index's code.</param>
    /// <param name="grade">The grade's code.</param>
    public static EditResult Remove(Questionnaire q, string index, string grade)
    {
        if (q.FindIndex(index) is not { Rating: { } rating } found || rating.Grades.All(g => g.Code != grade))
        {
            return Edited.Missing(grade);
        }

        var left = Ordered(rating.Grades.Where(g => g.Code != grade));
        return left.Count == 0 && rating.External.Count > 0
            ? Edited.TooFew("grades", 1)
            : Edited.Finish(q.WithIndex(index, found with { Rating = left.Count == 0 ? null : rating with { Grades = left } }));
    }
}
